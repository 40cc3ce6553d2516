import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IMAGE_SIZES_FILE, noteImageSizes, readImageSizes } from './image-sizes.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-sizes-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

test('what was noted is read; a second note is added, and what is gone goes', async () => {
  const isThere = async (name: string) => name !== 'gone';
  const first = ['alpine', 'gone', 'redis:3'].map((name) => ({ name, bytes: 1 }));
  await noteImageSizes(home, first, isThere);
  const second = ['node:20-slim', 'alpine'].map((name) => ({ name, bytes: 200 }));
  await noteImageSizes(home, second, isThere);
  expect(Object.fromEntries(await readImageSizes(home))).toEqual({
    ...{ 'node:20-slim': 200, alpine: 200, 'redis:3': 1 },
  });
  expect(await readdir(home)).toEqual([IMAGE_SIZES_FILE]);
});

test('a home without the note, or with a broken one, knows no sizes', async () => {
  expect((await readImageSizes(home)).size).toBe(0);
  for (const text of ['{', '[]', '{"alpine":"large"}', '{"alpine":-1}']) {
    await writeFile(join(home, IMAGE_SIZES_FILE), text);
    expect((await readImageSizes(home)).size).toBe(0);
  }
});
