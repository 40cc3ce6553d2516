import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface FakeEngine {
  readonly folder: string;
  readonly socket: string;
  close(): Promise<void>;
}

/** Something that answers HTTP at a UNIX socket in a folder of its own; by default as an engine that is well. */
export async function startFakeEngine(answer: RequestListener = info({})): Promise<FakeEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'drydock-engine-'));
  const socket = join(folder, 'docker.sock');
  const server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(socket, resolve);
  });
  return {
    folder,
    socket,
    close: async () => {
      const closed = new Promise((resolve) => {
        server.close(resolve);
      });
      server.closeAllConnections();
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}

/** Answers every request with what an engine says about itself. */
export function info(more: object): RequestListener {
  return (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ServerVersion: '28.1.0', SecurityOptions: [], ...more }));
  };
}
