import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packFiles, readFolder } from './context.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-context-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('reads files of all depths with the mode that git keeps', async () => {
  await mkdir(join(folder, 'usr/lib'), { recursive: true });
  await writeFile(join(folder, 'usr/lib/start'), '#!/bin/sh');
  await chmod(join(folder, 'usr/lib/start'), 0o700);
  await writeFile(join(folder, '.profile'), 'x');
  await chmod(join(folder, '.profile'), 0o600);
  const files = await readFolder(folder);
  const seen = files.map(({ path, mode, content }) => [path, mode, content.toString()]).sort();
  expect(seen).toEqual([
    ['.profile', 0o644, 'x'],
    ['usr/lib/start', 0o755, '#!/bin/sh'],
  ]);
});

test('refuses a link: it could lead out of the folder', async () => {
  await symlink('/etc/passwd', join(folder, 'link'));
  await expect(readFolder(folder)).rejects.toThrow('is not a plain file');
});

test('packs with the folders above, all of one owner, equal bytes for equal files', async () => {
  const files = [
    { path: 'root/.bashrc', content: Buffer.from('b'), mode: 0o644 },
    { path: 'etc/apt/apt.conf', content: Buffer.from('a'), mode: 0o755 },
  ];
  const first = await buffer(packFiles(files, 1000));
  const second = await buffer(packFiles([...files].reverse(), 1000));
  expect(first.equals(second)).toBe(true);
  const seen: unknown[] = [];
  const reader = extract();
  reader.end(first);
  for await (const entry of reader) {
    seen.push([entry.header.name, entry.header.uid, entry.header.gid, entry.header.mode]);
    entry.resume();
  }
  expect(seen).toEqual([
    ['etc/', 1000, 1000, 0o755],
    ['etc/apt/', 1000, 1000, 0o755],
    ['root/', 1000, 1000, 0o755],
    ['etc/apt/apt.conf', 1000, 1000, 0o755],
    ['root/.bashrc', 1000, 1000, 0o644],
  ]);
});
