import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashSources } from './page-build.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-page-'));
  await write('src/main.tsx', 'page');
  await write('src/deep/panel.tsx', 'panel');
  await write('lock.json', '{}');
});
afterEach(() => rm(folder, { recursive: true }));

test('the same sources give the same hash', async () => {
  expect(await hash()).toBe(await hash());
});

test.each(['src/main.tsx', 'src/deep/panel.tsx', 'src/new.css', 'lock.json'])(
  'a change of %s gives another',
  async (path) => {
    const before = await hash();
    await write(path, 'changed');
    expect(await hash()).not.toBe(before);
  },
);

test('a file under another name gives another', async () => {
  const before = await hash();
  await rename(join(folder, 'src/main.tsx'), join(folder, 'src/index.tsx'));
  expect(await hash()).not.toBe(before);
});

test('a path that is not there counts as empty', async () => {
  expect(await hashSources([join(folder, 'none')])).toBe(await hashSources([]));
});

function hash(): Promise<string> {
  return hashSources([join(folder, 'src'), join(folder, 'lock.json')]);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
