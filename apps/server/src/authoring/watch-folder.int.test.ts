import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchFolder } from './watch-folder.ts';

let directory: string;
let folder: string;
let release = () => {};
const onSave = vi.fn();
const onError = vi.fn();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-watch-'));
  folder = join(directory, 'lab');
  await mkdir(folder);
  await writeFile(join(folder, 'lab.md'), 'a');
});

afterEach(async () => {
  release();
  await rm(directory, { recursive: true, force: true });
  expect(onError).not.toHaveBeenCalled();
  onSave.mockReset();
});

async function follow(path = folder): Promise<void> {
  release = await watchFolder({ path, onSave, onError });
}

/** Waits for a call after the ones so far. */
async function noticed(save: () => Promise<unknown>): Promise<void> {
  const before = onSave.mock.calls.length;
  await save();
  await vi.waitFor(() => expect(onSave.mock.calls.length).toBeGreaterThan(before), {
    timeout: 5000,
    interval: 2,
  });
}

async function putInPlace(text: string): Promise<void> {
  await writeFile(join(directory, 'new'), text);
  await rename(join(directory, 'new'), join(folder, 'lab.md'));
}

test('files that are put in the place of others are noticed however soon they come', async () => {
  await follow();
  for (let round = 0; round < 30; round += 1) {
    await noticed(() => putInPlace(`round ${round}`));
    await noticed(() => writeFile(join(folder, 'lab.md'), `again ${round}`));
  }
});

test('folders that are new, or come back, are followed', async () => {
  await follow();
  for (const round of [1, 2]) {
    await noticed(() => mkdir(join(folder, 'files/app'), { recursive: true }));
    await noticed(() => writeFile(join(folder, 'files/app/a.txt'), `${round}`));
    await noticed(() => writeFile(join(folder, 'files/app/a.txt'), `${round} again`));
    await noticed(() => rm(join(folder, 'files'), { recursive: true }));
  }
});

test('a folder that stands in the place of another one at once is followed', async () => {
  const checks = join(folder, 'checks');
  await mkdir(checks);
  await mkdir(join(folder, 'next'));
  await follow();
  const replacing = [() => rename(join(folder, 'next'), checks), () => mkdir(checks)];
  for (const replace of replacing) {
    await noticed(async () => {
      await rm(checks, { recursive: true });
      await replace();
    });
    // Longer than it waits for further writes.
    await pause(100);
    await noticed(() => writeFile(join(checks, 'a.sh'), 'a'));
  }
});

test('several writes at once are one save', async () => {
  await follow();
  await noticed(() =>
    Promise.all(['a', 'b', 'c', 'd'].map((name) => writeFile(join(folder, name), name))),
  );
  // Longer than it waits for further writes.
  await pause(100);
  expect(onSave).toHaveBeenCalledTimes(1);
});

test('of a single file only that file counts', async () => {
  await follow(join(folder, 'lab.md'));
  await writeFile(join(folder, 'other.md'), 'b');
  await pause(100);
  expect(onSave).not.toHaveBeenCalled();
  await noticed(() => putInPlace('c'));
});

test('nothing is told after the release, and what is not there cannot be followed', async () => {
  await follow();
  release();
  await writeFile(join(folder, 'lab.md'), 'b');
  await pause(100);
  expect(onSave).not.toHaveBeenCalled();
  await expect(follow(join(directory, 'nowhere'))).rejects.toThrow('ENOENT');
});
