import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installedByUs, installPackages } from './debian-packages.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-packages-'));
});
afterEach(() => rm(home, { recursive: true }));

test('nothing is ours until something was installed', async () => {
  expect(await installedByUs(home)).toEqual([]);
});

test('what was installed is remembered in the home', async () => {
  await writeFile(join(home, 'packages.json'), '["docker.io","runc"]');
  expect(await installedByUs(home)).toEqual(['docker.io', 'runc']);
});

test('a record that is damaged is an error, not an empty one', async () => {
  await writeFile(join(home, 'packages.json'), '["docker.io"');
  await expect(installedByUs(home)).rejects.toThrow(SyntaxError);
});

test.skipIf(!existsSync('/usr/bin/dpkg-query'))(
  'what is there already is not touched',
  async () => {
    const lines: string[] = [];
    await installPackages(['dpkg', 'bash'], { home, report: (line) => lines.push(line) });
    expect(lines).toEqual([]);
    expect(await readdir(home)).toEqual([]);
  },
);
