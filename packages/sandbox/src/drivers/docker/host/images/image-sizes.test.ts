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

test('what was noted is read, and a second note replaces the first', async () => {
  await noteImageSizes(home, [{ name: 'alpine', bytes: 1 }]);
  await noteImageSizes(home, [{ name: 'node:20-slim', bytes: 200 }]);
  expect([...(await readImageSizes(home))]).toEqual([['node:20-slim', 200]]);
  expect(await readdir(home)).toEqual([IMAGE_SIZES_FILE]);
});

test('a home without the note, or with a broken one, knows no sizes', async () => {
  expect((await readImageSizes(home)).size).toBe(0);
  for (const text of ['{', '[]', '{"alpine":"large"}', '{"alpine":-1}']) {
    await writeFile(join(home, IMAGE_SIZES_FILE), text);
    expect((await readImageSizes(home)).size).toBe(0);
  }
});
