import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { healthSchema } from '@drydock/protocol';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** With a box that is prepared it takes seconds; the page may have to be built. */
const START_LIMIT_MS = 180_000;
const SERVER = 'apps/server/src/main.ts';
const READY = /is ready: (http:\/\/\S+)/;

export interface ServerRun {
  readonly bench: Bench;
  readonly box: Box;
  /** Sandboxes that wait in the pool. */
  readonly pool: number;
  readonly maxSessions: number;
}

/** Runs work with a Drydock of the run's own, as `npm start` brings it up, and stops it with all that it made. */
export function withServer<T>(
  { bench, box, pool, maxSessions }: ServerRun,
  work: (url: string, command: number) => Promise<T>,
): Promise<T> {
  const environment = {
    HOST: '127.0.0.1',
    DRYDOCK_INSTANCE: box.instance,
    DRYDOCK_POOL: String(pool),
    DRYDOCK_MAX_SESSIONS: String(maxSessions),
  };
  return withDrydock({ bench, args: ['up', '--ephemeral'], environment }, work);
}

export interface DrydockRun {
  readonly bench: Bench;
  /** A command that serves until it is stopped. */
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs work with the address that the command prints, on a free port, and the command's process; then ends that. */
export async function withDrydock<T>(
  { bench, args, environment }: DrydockRun,
  work: (url: string, command: number) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, ['packages/cli/bin/drydock.mjs', ...args], {
    cwd: root,
    // Its address is read; in CI it would have colours around it.
    env: { ...process.env, NO_COLOR: '1', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    const ready = new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const url = READY.exec(line)?.[1];
        if (url !== undefined) resolve(url.replace(/\/$/, ''));
        else bench.say(line);
      });
    });
    const url = await Promise.race([ready, neverReady(ended, bench.signal)]);
    return await work(url, child.pid ?? Number.NaN);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function neverReady(ended: Promise<unknown[]>, signal: AbortSignal): Promise<never> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]);
  const stopped = new Promise<never>((_resolve, reject) => {
    late.addEventListener('abort', () => reject(late.reason), { once: true });
    if (late.aborted) reject(late.reason);
  });
  const [code] = await Promise.race([ended, stopped]);
  throw new Error(`The server ended before it was ready (exit code ${code}); see above.`);
}

/** The process that serves, which is one that the command has started. Throws an Error when there is none. */
export async function serverOf(command: number): Promise<number> {
  const children = await readFile(`/proc/${command}/task/${command}/children`, 'utf8');
  for (const pid of children.trim().split(' ')) {
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (line.includes(SERVER)) return Number(pid);
  }
  throw new Error(`The command ${command} has no server.`);
}

/** A sandbox takes a second or two; a whole pool on a small box a minute. */
const POOL_LIMIT_MS = 180_000;
const LOOK_EVERY_MS = 100;

export interface PoolWait {
  readonly bench: Bench;
  /** Of the server. */
  readonly url: string;
  readonly pool: number;
}

/** Waits until as many sandboxes wait in the pool as it wants to have, at least `pool`, and none is on the way. */
export async function untilPoolIsFull({ bench, url, pool }: PoolWait): Promise<void> {
  const signal = AbortSignal.any([bench.signal, AbortSignal.timeout(POOL_LIMIT_MS)]);
  for (;;) {
    const health = await fetch(`${url}/api/health`, { signal });
    const { ready, starting, target } = healthSchema.parse(await health.json()).pool;
    if (ready >= Math.max(pool, target) && starting === 0) return;
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}
