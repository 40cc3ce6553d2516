import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ServerKill } from './plan.ts';
import { allProcesses } from './processes.ts';

export interface ServerOptions {
  readonly instance: string;
  readonly labs: string;
  readonly maxSessions: number;
  readonly say: (line: string) => void;
}

/** A Drydock as `npm start` has it, which can be killed and comes again. */
export interface Server {
  /** Counts up with each start: what belonged to an earlier one was cut off. */
  readonly generation: number;
  /** Resolves with its address when it serves; rejects when it could not be started again. */
  url(): Promise<URL>;
  /** SIGKILL, and a start. Resolves when it serves again. */
  kill(what: ServerKill['what']): Promise<void>;
  /** As with Ctrl+C; rejects with an Error when it does not end well. */
  stop(): Promise<void>;
}

/** The page may have to be built before it. */
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 90_000;
/** A learner who has left holds a sandbox no longer than this. */
const IDLE_MINUTES = '0.2';
const READY = /is ready: (http:\/\/\S+)/;
const root = fileURLToPath(new URL('../..', import.meta.url));

export function createServer(options: ServerOptions): Server {
  let generation = 0;
  let running = start();
  // Whoever asks for the address is told.
  running.catch(() => undefined);

  async function start(): Promise<{ up: ChildProcess; url: URL }> {
    generation += 1;
    const up = spawn(process.execPath, ['packages/cli/bin/drydock.mjs', 'up'], {
      cwd: root,
      env: {
        ...process.env,
        // Its address is read; in CI it would have colours around it.
        NO_COLOR: '1',
        HOST: '127.0.0.1',
        PORT: '0',
        DRYDOCK_INSTANCE: options.instance,
        DRYDOCK_LABS: options.labs,
        DRYDOCK_MAX_SESSIONS: String(options.maxSessions),
        DRYDOCK_IDLE_MINUTES: IDLE_MINUTES,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl+C is ours to handle.
      detached: true,
    });
    const ready = new Promise<URL>((resolve, reject) => {
      for (const stream of [up.stdout, up.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          const address = READY.exec(line)?.[1];
          if (address !== undefined) resolve(new URL(address));
          options.say(`  | ${line}`);
        });
      }
      up.once('exit', (code, cause) => reject(new Error(`drydock up ended (${cause ?? code})`)));
      const late = AbortSignal.timeout(START_LIMIT_MS);
      late.addEventListener('abort', () => reject(new Error('drydock up did not get ready')));
    });
    return { up, url: await ready };
  }

  return {
    get generation() {
      return generation;
    },
    url: async () => (await running).url,
    async kill(what) {
      const { up } = await running;
      const server = (await allProcesses()).find(
        ({ parent, command }) => parent === up.pid && command.includes('apps/server/src/main.ts'),
      );
      if (server === undefined) throw new Error('The process of the server was not found.');
      const ended = once(up, 'exit');
      // Before anybody looks who was cut off.
      generation += 1;
      if (what === 'server and drydock up') up.kill('SIGKILL');
      process.kill(server.pid, 'SIGKILL');
      running = ended.then(start);
      running.catch(() => undefined);
      await running;
    },
    async stop() {
      const { up } = await running;
      const ended = once(up, 'exit', { signal: AbortSignal.timeout(STOP_LIMIT_MS) });
      if (up.exitCode === null && up.signalCode === null) up.kill('SIGTERM');
      const [code, cause] = up.exitCode === null ? await ended : [up.exitCode, null];
      if (code !== 0) throw new Error(`drydock up ended with ${cause ?? `exit code ${code}`}.`);
    },
  };
}
