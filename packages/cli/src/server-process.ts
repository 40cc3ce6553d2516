import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ServerStart {
  /** Node's arguments: the program and what it needs. */
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Each line that it prints. */
  readonly onLine: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface ServerProcess {
  readonly url: string;
  /** Resolves with its exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Asks it to end, and ends it after a limit. Idempotent. */
  stop(): Promise<void>;
}

const START_LIMIT = 60_000;
/** Sandboxes are stopped side by side; a busy one takes seconds. */
const STOP_LIMIT = 60_000;
const READY = /listens on (http:\/\/\S+)/;

/**
 * Starts the server as a process of its own, which ends when this one does, and waits until it listens.
 * Rejects with an Error when it ends before or does not listen in time; it is not left running then, nor when aborted.
 */
export async function startServer(start: ServerStart): Promise<ServerProcess> {
  // When this process is killed, nobody would hold the lock any more that keeps a second server of the instance away.
  const endWithUs = ['--pdeathsig', 'TERM', process.execPath];
  const child = spawn('setpriv', [...endWithUs, ...start.arguments], {
    cwd: start.folder,
    env: start.environment,
    // Ctrl+C goes to every process of a terminal: the server is told once, by us.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    // It could not be started at all: it has not run, and the wait below says so.
    child.once('error', () => resolve(null));
  });
  let running = true;
  void ended.then(() => {
    running = false;
  });
  const stop = async (): Promise<void> => {
    if (!running) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT);
    await ended;
    clearTimeout(late);
  };
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = READY.exec(line)?.[1];
      if (url === undefined) start.onLine(line);
      else resolve(url);
    });
  });
  try {
    const url = await Promise.race([address, neverListened(ended, start.signal)]);
    return { url, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function neverListened(ended: Promise<number | null>, signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    void ended.then((code) =>
      reject(new Error(`The server ended before it listened (exit code ${code}); see above.`)),
    );
    const late = setTimeout(() => {
      reject(new Error(`The server did not listen within ${START_LIMIT / 1000} s.`));
    }, START_LIMIT);
    late.unref();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
