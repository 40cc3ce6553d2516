// Runs in the browsers' network: what connects to the port there is handed to a socket file of the box. Arguments: the
// port, the path of the socket. Says so when it listens. Ends with its standard input.
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';

const [port, path = ''] = process.argv.slice(2);

createServer((browser) => {
  // Either end may break off at any time; then so does the other.
  pipeline(browser, connect(path), browser, () => undefined);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('listening\n'));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
