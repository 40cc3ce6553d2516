import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lowKernelLimits, raiseKernelLimits, restoreKernelLimits } from './kernel-limits.ts';

let home: string;
let settings: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-kernel-'));
  settings = join(home, 'sys');
});
afterEach(() => rm(home, { recursive: true }));

const PIDS = 'kernel/pid_max';
const INSTANCES = 'fs/inotify/max_user_instances';
const PIPES = 'fs/pipe-user-pages-soft';

async function set(name: string, value: number): Promise<void> {
  await mkdir(dirname(join(settings, name)), { recursive: true });
  await writeFile(join(settings, name), `${value}\n`);
}

async function get(name: string): Promise<number> {
  return Number(await readFile(join(settings, name), 'utf8'));
}

test('what is too low is raised and set back; what is high enough, or not there, is left alone', async () => {
  await set(INSTANCES, 128);
  await set(PIDS, 4_194_304);
  const { raised, low } = await raiseKernelLimits({ home, settings });
  expect(raised).toEqual(['fs.inotify.max_user_instances 128 -> 2147483647']);
  expect(low).toEqual([]);
  expect([await get(INSTANCES), await get(PIDS)]).toEqual([2 ** 31 - 1, 4_194_304]);
  expect(await restoreKernelLimits({ home, settings })).toEqual(['fs.inotify.max_user_instances']);
  expect([await get(INSTANCES), await get(PIDS)]).toEqual([128, 4_194_304]);
  expect(await readdir(home)).toEqual(['sys']);
});

test('what is too low is told, and stays as it is', async () => {
  await set(INSTANCES, 128);
  await set(PIDS, 4_194_304);
  await set(PIPES, 0);
  expect(await lowKernelLimits(settings)).toEqual([
    'fs.inotify.max_user_instances 128 < 2147483647',
  ]);
  expect(await get(INSTANCES)).toBe(128);
});

test('no limit at all is not raised', async () => {
  await set(PIPES, 0);
  expect((await raiseKernelLimits({ home, settings })).raised).toEqual([]);
  expect(await get(PIPES)).toBe(0);
});

test('a second preparation remembers what was before the first, unless it finds another value', async () => {
  await set(INSTANCES, 128);
  await raiseKernelLimits({ home, settings });
  expect((await raiseKernelLimits({ home, settings })).raised).toEqual([]);
  await restoreKernelLimits({ home, settings });
  expect(await get(INSTANCES)).toBe(128);
  await raiseKernelLimits({ home, settings });
  // As a restart of the box does, with a value of its own.
  await set(INSTANCES, 256);
  await raiseKernelLimits({ home, settings });
  await restoreKernelLimits({ home, settings });
  expect(await get(INSTANCES)).toBe(256);
});

test('what was raised to less before is set back to what the box had', async () => {
  await set(INSTANCES, 8192);
  const earlier = { [INSTANCES]: { before: 128, now: 8192 } };
  await writeFile(join(home, 'kernel-limits.json'), JSON.stringify(earlier));
  await raiseKernelLimits({ home, settings });
  expect(await get(INSTANCES)).toBe(2 ** 31 - 1);
  await restoreKernelLimits({ home, settings });
  expect(await get(INSTANCES)).toBe(128);
});

test('what somebody has changed since stays', async () => {
  await set(INSTANCES, 128);
  await raiseKernelLimits({ home, settings });
  await set(INSTANCES, 9000);
  expect(await restoreKernelLimits({ home, settings })).toEqual([]);
  expect(await get(INSTANCES)).toBe(9000);
});

test('on a box without Drydock nothing is set back', async () => {
  expect(await restoreKernelLimits({ home, settings })).toEqual([]);
});
