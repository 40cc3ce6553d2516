import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { carryIn } from './browser-network/browser-network.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const START_LIMIT_MS = 600_000;

export interface DrydockProcess {
  /** As it is printed: of the home page, or of what the command shows. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a command of drydock that serves, and waits for its address; all that is printed before is shown when none comes. */
export async function startDrydock(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<DrydockProcess> {
  const child = spawn(process.execPath, ['packages/cli/bin/drydock.mjs', ...args], {
    cwd: root,
    // Its address is read; in CI it would have colours around it.
    env: { ...process.env, PORT: '0', NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child, `drydock ${args[0]}`);
  const carried = await carryIn(Number(new URL(url).port));
  return {
    url,
    async stop() {
      await carried.close();
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess, what: string): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error(`${what} has no output`);
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      reject(new Error(`${what} did not listen in time:\n${printed}`));
    }, START_LIMIT_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`${what} ended with ${code}:\n${printed}`));
    });
    stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      const address = /is ready: (http:\/\/127\.0\.0\.1:\d+\S*)/.exec(printed)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
