// What stands for somebody outside: answers on every address of its network namespace and says on standard output
// what came in, a line of JSON each. Arguments: the text to answer with, then ports. Ends with its standard input.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const [text = '', ...ports] = process.argv.slice(2);
/** @param {object} what */
const tell = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

for (const port of ports.map(Number)) {
  const server = createServer((socket) => {
    // Whoever breaks off has still been here.
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      tell({ port, from: socket.remoteAddress, said: bytes.subarray(0, 300).toString('latin1') });
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`,
      );
    });
    tell({ port, from: socket.remoteAddress, said: '' });
  });
  server.listen(port, '::', () => tell({ listening: port }));
  const datagrams = createSocket('udp6');
  datagrams.on('message', (bytes, { address }) =>
    tell({ port, from: address, said: bytes.subarray(0, 300).toString('latin1') }),
  );
  datagrams.bind(port, '::');
}
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
