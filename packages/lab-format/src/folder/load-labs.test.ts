import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadLab, loadLabs } from './load-labs.ts';
import { readFolder } from './read-folder.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-labs-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function put(path: string, content: string): Promise<string> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

test('loads every folder by name; a broken lab keeps the others', async () => {
  await put('two/lab.md', '## Two\n');
  await put('one/lab.md', '## One\n');
  await put('broken/lab.md', '---\ntitle: [\n---\n## Broken\n');
  await put('empty/notes.txt', '');
  await put('.hidden/lab.md', '## Hidden\n');
  await put('README.md', '# Not a lab\n');
  const { labs, broken } = await loadLabs(directory);
  expect(labs.map(({ slug }) => slug)).toEqual(['one', 'two']);
  expect(broken.map(({ slug }) => slug)).toEqual(['broken', 'empty']);
  expect(broken[0]?.diagnostics[0]).toMatchObject({
    file: 'lab.md',
    line: 2,
    rule: 'front-matter',
  });
});

test('reads files with their modes, dot files too, but not what is never part of a lab', async () => {
  await put('lab/lab.md', '## One\n');
  await put('lab/files/.dockerignore', 'a\n');
  await put('lab/files/node_modules/x/index.js', '');
  await put('lab/.git/HEAD', '');
  await chmod(await put('lab/files/run.sh', '#!/bin/sh\n'), 0o755);
  const { lab } = await loadLab(join(directory, 'lab'));
  expect(lab?.files.map(({ path, executable }) => [path, executable])).toEqual([
    ['.dockerignore', false],
    ['run.sh', true],
  ]);
});

test('a link that leads out of the lab is refused, one inside is followed', async () => {
  const secret = await put('secret.txt', 'secret');
  await put('lab/lab.md', '## One\n');
  await put('lab/files/a.txt', 'a');
  await symlink('a.txt', join(directory, 'lab/files/b.txt'));
  expect((await loadLab(join(directory, 'lab'))).lab?.files.map(({ path }) => path)).toEqual([
    'a.txt',
    'b.txt',
  ]);

  await symlink(secret, join(directory, 'lab/files/out.txt'));
  await symlink('..', join(directory, 'lab/files/up'));
  await symlink('nowhere', join(directory, 'lab/files/dangling'));
  const { lab, diagnostics } = await loadLab(join(directory, 'lab'));
  expect(lab).toBeNull();
  expect(diagnostics.map(({ file, rule }) => [file, rule])).toEqual([
    ['files/dangling', 'folder'],
    ['files/out.txt', 'folder'],
    ['files/up', 'folder'],
  ]);
  const { source } = await readFolder(join(directory, 'lab'), 'lab');
  expect(source.files.has('files/out.txt')).toBe(false);
});

test('a lab folder may itself be reached through a link', async () => {
  await put('real/lab.md', '## One\n');
  await symlink('real', join(directory, 'alias'));
  expect((await loadLab(join(directory, 'alias'))).lab?.slug).toBe('alias');
});

test('files that are too large or too many are refused without being read', async () => {
  await put('lab/lab.md', '## One\n');
  await truncate(await put('lab/files/disk.img', ''), 8 * 2 ** 30);
  const { diagnostics } = await loadLab(join(directory, 'lab'));
  expect(diagnostics).toMatchObject([{ file: 'files/disk.img', rule: 'folder' }]);

  await rm(join(directory, 'lab/files/disk.img'));
  await Promise.all(Array.from({ length: 510 }, (_, n) => put(`lab/files/${n}`, '')));
  expect((await loadLab(join(directory, 'lab'))).diagnostics[0]?.message).toContain(
    'more than 500 files',
  );
});

test('a folder of 50 MB is refused before any of it is read; an archive is only copied', async () => {
  await put('other/lab.md', '## Other\n');
  const archive = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(1000)]);
  await put('other/files/bomb.zip', '');
  await writeFile(join(directory, 'other/files/bomb.zip'), archive);
  await put('lab/lab.md', '## One\n');
  for (let n = 0; n < 12; n += 1) {
    await truncate(await put(`lab/files/${n}.bin`, ''), 4.5 * 2 ** 20);
  }
  const before = process.memoryUsage().arrayBuffers;
  const { source, diagnostics } = await readFolder(join(directory, 'lab'), 'lab');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 2 ** 20);
  expect(source.files.size).toBe(0);
  expect(diagnostics).toMatchObject([{ file: '.', rule: 'folder', severity: 'error' }]);
  expect(diagnostics[0]?.fix).toMatch(/files\/\d+\.bin \(5 MB\)/);

  const { labs, broken } = await loadLabs(directory);
  expect(broken.map(({ slug, diagnostics: found }) => [slug, found.length])).toEqual([['lab', 1]]);
  expect(labs.map(({ slug }) => slug)).toEqual(['other']);
  expect(labs[0]?.files).toMatchObject([{ path: 'bomb.zip', content: new Uint8Array(archive) }]);
});

test('a folder of folders is refused', async () => {
  await put('lab/lab.md', '## One\n');
  await Promise.all(
    Array.from({ length: 510 }, (_, n) =>
      mkdir(join(directory, `lab/files/${n}`), { recursive: true }),
    ),
  );
  expect((await loadLab(join(directory, 'lab'))).diagnostics).toMatchObject([
    { rule: 'folder', message: 'The lab has more than 500 folders.' },
  ]);
});

test('a folder that does not exist, or is none, is a diagnostic', async () => {
  const file = await put('a-file', '');
  for (const folder of [join(directory, 'nowhere'), file]) {
    const { lab, diagnostics } = await loadLab(folder);
    expect(lab).toBeNull();
    expect(diagnostics).toMatchObject([{ rule: 'folder', severity: 'error' }]);
  }
});

test('a directory of labs that does not exist is an error of the caller', async () => {
  await expect(loadLabs(join(directory, 'nowhere'))).rejects.toThrow('ENOENT');
});
