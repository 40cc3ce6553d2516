import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A box that is prepared takes seconds; the page may have to be built. */
const START_LIMIT_MS = 300_000;
const READY = /is ready: (http:\/\/\S+)/;

export interface OwnServerRequest {
  readonly instance: string;
  /** An address of the host's own to listen on. */
  readonly host: string;
  readonly hostNames: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

export interface OwnServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Ends it, with its hub and its sandboxes. */
  stop(): Promise<void>;
}

/** Drydock as `npm start` brings it up, as an instance of the run's own. */
export async function startOwnServer(request: OwnServerRequest): Promise<OwnServer> {
  const child = spawn(process.execPath, ['packages/cli/bin/drydock.mjs', 'up', '--ephemeral'], {
    cwd: root,
    // Ctrl+C goes to every process of a terminal: this one is told once, by us.
    detached: true,
    env: {
      ...process.env,
      // Its address is read; in CI it would have colours around it.
      NO_COLOR: '1',
      PORT: '0',
      HOST: request.host,
      DRYDOCK_HOST_NAMES: request.hostNames,
      DRYDOCK_INSTANCE: request.instance,
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = READY.exec(line)?.[1];
      if (url !== undefined) resolve(url.replace(/\/$/, ''));
      else request.say(line);
    });
  });
  const limit = AbortSignal.any([request.signal, AbortSignal.timeout(START_LIMIT_MS)]);
  const stopped = new Promise<never>((_resolve, reject) => {
    limit.addEventListener('abort', () => reject(limit.reason), { once: true });
    if (limit.aborted) reject(limit.reason);
  });
  const gone = ended.then(([code]) => {
    throw new Error(`drydock up ended before it was ready (exit code ${code}); see above.`);
  });
  try {
    return { url: await Promise.race([ready, stopped, gone]), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
