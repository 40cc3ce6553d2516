import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const START_LIMIT_MS = 600_000;

/**
 * Brings up a Drydock of its own: own instance, free port, the labs that ship and those of the tests.
 * Takes all of it down again at the end.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const instance = `e2e-${randomBytes(4).toString('hex')}`;
  const labs = await mkdtemp(join(tmpdir(), 'drydock-e2e-'));
  await cp(join(root, 'labs'), labs, { recursive: true });
  await cp(join(root, 'e2e/fixture-labs'), labs, { recursive: true });
  const child = spawn(process.execPath, ['packages/cli/bin/drydock.mjs', 'up', '--ephemeral'], {
    cwd: root,
    env: { ...process.env, PORT: '0', DRYDOCK_INSTANCE: instance, DRYDOCK_LABS: labs },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.env.DRYDOCK_URL = await addressOf(child);
  return async () => {
    await rm(labs, { recursive: true });
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
}

/** Waits for the line that names the address; all that is printed before is shown when none comes. */
async function addressOf(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error('drydock up has no output');
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => {
      child.kill('SIGTERM');
      reject(new Error(`drydock up did not listen in time:\n${printed}`));
    }, START_LIMIT_MS);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`drydock up ended with ${code}:\n${printed}`));
    });
    stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
