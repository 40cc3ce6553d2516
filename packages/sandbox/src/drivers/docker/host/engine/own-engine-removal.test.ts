import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownEnginePaths } from './own-engine-paths.ts';
import { removeOwnEngine } from './own-engine-removal.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-home-'));
});
afterEach(() => rm(home, { recursive: true }));

test('removes the folder of the engine and nothing beside it; again does nothing', async () => {
  const paths = ownEnginePaths(home);
  await mkdir(paths.data, { recursive: true });
  await writeFile(paths.log, 'x');
  await writeFile(join(home, 'packages.json'), '[]');
  expect(await removeOwnEngine(home)).toBe(true);
  expect(await readdir(home)).toEqual(['packages.json']);
  expect(await removeOwnEngine(home)).toBe(false);
});

test('a pid that is somebody else’s today is left alone', async () => {
  const paths = ownEnginePaths(home);
  await mkdir(paths.folder);
  await writeFile(paths.pid, String(process.pid));
  expect(await removeOwnEngine(home)).toBe(true);
});
