import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepRead } from './lab-images-kept.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-kept-'));
  for (const folder of ['labs/one', 'reader']) {
    await mkdir(join(directory, folder), { recursive: true });
    await writeFile(join(directory, folder, 'file'), 'a');
  }
});
afterEach(() => rm(directory, { recursive: true }));

const images = new Map([['redis:3', ['one']]]);
const read = vi.fn(async () => images);

/** How often labs were read for three starts. */
async function reads(change: () => Promise<void> = async () => undefined, folder = 'labs') {
  read.mockClear();
  const kept = { cache: join(directory, 'cache'), reader: join(directory, 'reader') };
  for (let start = 0; start < 3; start += 1) {
    expect(await keepRead({ ...kept, folder: join(directory, folder) }, read)).toEqual(images);
    if (start === 0) await change();
  }
  return read.mock.calls.length;
}

const put = (path: string, text: string) => async () => writeFile(join(directory, path), text);

test('labs that have not changed are read once', async () => {
  expect(await reads()).toBe(1);
  expect(await reads()).toBe(0);
});

test.each([
  ['a file of a lab that changed', put('labs/one/file', 'b')],
  ['a new file', put('labs/one/other', 'a')],
  ['another name', () => rename(join(directory, 'labs/one'), join(directory, 'labs/two'))],
  ['another version of what reads them', put('reader/file', 'b')],
  ['a note that is broken', put('cache/lab-images.json', '{"stamp":1}')],
])('%s is read anew', async (_title, change) => {
  expect(await reads(change)).toBe(2);
});

test('another folder has other labs', async () => {
  await reads();
  await mkdir(join(directory, 'other'));
  expect(await reads(undefined, 'other')).toBe(1);
});

test('a place that cannot be written costs time alone; a folder that is not there is told', async () => {
  await writeFile(join(directory, 'cache'), 'a file');
  expect(await reads()).toBe(3);
  await expect(reads(undefined, 'nowhere')).rejects.toThrow('ENOENT');
});
