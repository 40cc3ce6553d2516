import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A web terminal of others that serves a shell of this box on loopback. */
export interface Peer {
  readonly url: string;
  /** Of its server. */
  readonly pid: number;
  stop(): Promise<void>;
}

export interface PeerCommand {
  readonly program: string;
  readonly args: (port: number) => readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

const START_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Starts it on a free port. Rejects with an Error when it does not serve in time. */
export async function startPeer(command: PeerCommand): Promise<Peer> {
  const { program, args, environment, signal } = command;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const env = { ...process.env, ...environment };
  // Its log is long and tells nothing of what is measured.
  const child = spawn(program, args(port), { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await untilServing(url, AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]));
    const { pid } = child;
    if (pid === undefined) throw new Error('It was not started.');
    return { url, pid, stop };
  } catch (error) {
    await stop();
    throw new Error(`${program} does not serve ${url}.`, { cause: error });
  }
}

async function untilServing(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    // Refused until it listens.
    const answer = await fetch(url, { signal }).catch(() => undefined);
    signal.throwIfAborted();
    if (answer?.ok) return;
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}
