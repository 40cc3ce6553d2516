import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DaemonIdentity, daemonIsRunning, startDaemon, stopDaemon } from './daemon.ts';

let folder: string;
let daemon: DaemonIdentity;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-daemon-'));
  daemon = { pidFile: join(folder, 'pid'), belongsTo: folder };
});
afterEach(async () => {
  await stopDaemon(daemon);
  await rm(folder, { recursive: true });
});

test('starts, is ready when its socket takes connections, and stops', async () => {
  await start(`require('net').createServer().listen('${folder}/s')`, {
    readySocket: `${folder}/s`,
  });
  expect(await daemonIsRunning(daemon)).toBe(true);
  expect(await stopDaemon(daemon)).toBe(true);
  expect(await daemonIsRunning(daemon)).toBe(false);
  expect(await stopDaemon(daemon)).toBe(false);
});

test('one that ends instead of getting ready is an error with the end of its log', async () => {
  const failed = start("console.error('no space for me'); process.exit(3)", {
    isReady: () => Promise.resolve(false),
  });
  await expect(failed).rejects.toMatchObject({
    code: 'ENGINE_NOT_STARTED',
    message: expect.stringMatching(/exit code 3[\s\S]*no space for me/),
  });
});

test('a program that is not there is an error', async () => {
  const failed = startDaemon({
    program: 'drydock-no-such-program',
    arguments: [],
    log: `${folder}/log`,
    isReady: () => Promise.resolve(false),
  });
  await expect(failed).rejects.toMatchObject({ code: 'ENGINE_NOT_STARTED' });
});

test('an abort ends it', async () => {
  const controller = new AbortController();
  const aborted = start(
    `require('fs').writeFileSync('${folder}/self', String(process.pid)); setInterval(() => {}, 1000)`,
    {
      isReady: async () => {
        const pid = await readFile(`${folder}/self`, 'utf8').catch(() => '');
        if (pid !== '') controller.abort();
        return false;
      },
      signal: controller.signal,
    },
  );
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  const pid = Number(await readFile(`${folder}/self`, 'utf8'));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('a process of another that has the pid of the past is never touched', async () => {
  await writeFile(daemon.pidFile, String(process.pid));
  expect(await daemonIsRunning(daemon)).toBe(false);
  expect(await stopDaemon(daemon)).toBe(false);
});

function start(script: string, more: Partial<Parameters<typeof startDaemon>[0]>): Promise<void> {
  return startDaemon({
    program: process.execPath,
    // The folder is in the command line, as it is in an engine's.
    arguments: ['-e', `${script} // ${folder}`],
    log: `${folder}/log`,
    pidFile: daemon.pidFile,
    ...more,
  });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
