import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

/** Starts the server's process and waits for its end. */
async function run(environment: Record<string, string>) {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code, stderr };
}

test('a port that is taken is named, with what to do', async () => {
  const labs = await mkdtemp(join(tmpdir(), 'drydock-labs-'));
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(async () => {
    other.close();
    await rm(labs, { recursive: true });
  });
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, stderr } = await run({
    PORT: String(port),
    DRYDOCK_SANDBOX_IMAGE: 'none',
    DRYDOCK_FIREWALL_IMAGE: 'none',
    DRYDOCK_ENGINE_SOCKET: join(labs, 'none.sock'),
    DRYDOCK_LABS: labs,
  });
  expect(code).toBe(1);
  expect(stderr).toContain(`Port ${port} of 127.0.0.1 is taken.`);
  expect(stderr).toContain('npm start');
}, 20_000);

test('an environment that is not complete names what is missing', async () => {
  const { code, stderr } = await run({});
  expect(code).toBe(1);
  expect(stderr).toContain('DRYDOCK_SANDBOX_IMAGE');
}, 20_000);
