import { connect, type Socket } from 'node:net';

const LIMIT_MS = 15_000;

export interface RawRequest {
  /** Of the server. */
  readonly url: string;
  /** All that is sent, as it is. */
  readonly bytes: string | Buffer;
  /** The answer is whole when this is so; else it ends with the connection, or after a while. */
  readonly until?: (answer: string) => boolean;
}

/** Sends bytes that no HTTP library would. Resolves with what came back. */
export async function sendRaw({ url, bytes, until }: RawRequest): Promise<string> {
  const socket = open(url);
  let answer = '';
  return new Promise((resolve) => {
    const end = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(LIMIT_MS, end);
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      if (until?.(answer)) end();
    });
    // A connection that is broken off is one of the answers.
    socket.on('error', end);
    socket.on('close', end);
    socket.write(bytes);
  });
}

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect({ host: hostname, port: Number(port || 80) });
}
