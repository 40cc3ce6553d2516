import { execFileSync } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { loadLab } from '@drydock/lab-format/folder';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { registerImport } from './import.ts';
import { cloneRepository, isRepository } from './import-clone.ts';
import { importFrom } from './import-labs.ts';
import { toText } from './import-text.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-import-test-'));
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

async function scenario(folder: string, page = '`ls`{{execute}}\n'): Promise<string> {
  const steps = [{ title: 'Sail', text: 'a.md', verify: 'v.sh' }];
  await put(`${folder}/index.json`, JSON.stringify({ title: folder, details: { steps } }, null, 1));
  await put(`${folder}/a.md`, page);
  await put(`${folder}/v.sh`, 'true\n');
  return join(directory, folder);
}

const to = (name: string) => join(directory, 'out', name);

test('a lab is written where it is asked for, and can be loaded', async () => {
  const from = await scenario('boats');
  const { labs } = await importFrom({ from, to: to('boats') });
  expect(labs).toMatchObject([
    { slug: 'boats', format: 'katacoda', origin: 'index.json', steps: 1, blocks: 2, errors: [] },
  ]);
  const { lab, diagnostics } = await loadLab(to('boats'));
  expect(diagnostics).toEqual([]);
  expect(lab?.steps[0]?.blocks).toMatchObject([{ type: 'run', code: 'ls' }, { type: 'check' }]);
});

test('of several labs, each has a folder of its own; --only takes one of them', async () => {
  await scenario('all/one');
  await scenario('all/two');
  const from = join(directory, 'all');
  await importFrom({ from, to: to('') });
  expect((await readdir(to(''))).toSorted()).toEqual(['one', 'two']);
  const { labs } = await importFrom({ from, to: to('two-alone'), only: './two' });
  expect(labs.map(({ slug }) => slug)).toEqual(['two']);
  expect((await loadLab(to('two-alone'))).lab).not.toBeNull();
});

test('nothing is overwritten, unless --force says so; what is not of the import stays', async () => {
  const from = await scenario('boats');
  await importFrom({ from, to: to('boats') });
  await writeFile(join(to('boats'), 'lab.yaml'), 'mine');
  await writeFile(join(to('boats'), 'notes.txt'), 'mine');
  const refused = await importFrom({ from, to: to('boats') });
  expect(refused.labs).toMatchObject([{ path: null, refused: expect.stringContaining('--force') }]);
  expect(await readFile(join(to('boats'), 'lab.yaml'), 'utf8')).toBe('mine');

  await importFrom({ from, to: to('boats'), force: true });
  expect(await readFile(join(to('boats'), 'lab.yaml'), 'utf8')).toContain('title: boats');
  expect(await readFile(join(to('boats'), 'notes.txt'), 'utf8')).toBe('mine');
});

test('a single Markdown file is a lab', async () => {
  const from = await put('docs/sea.md', '# Sea\n\n```console\n$ docker ps\n```\n');
  await put('docs/lake.md', '# Lake\n');
  const { labs } = await importFrom({ from, to: to('sea') });
  expect(labs).toMatchObject([{ slug: 'sea', format: 'readme', blocks: 1 }]);
});

describe('a repository', () => {
  test.each([
    'https://example.org/a/b',
    'ssh://git@example.org/a',
    'git@example.org:a/b.git',
    'file:///srv/a',
  ])('%s is one', (from) => {
    expect(isRepository(from)).toBe(true);
  });

  test.each(['labs/a', './a.git', '/srv/a', 'C:\\a', 'a@b/c'])('%s is none', (from) => {
    expect(isRepository(from)).toBe(false);
  });

  test('that cannot be had is told without its token', async () => {
    const told = await cloneRepository('file://name:token@/nowhere/lab.git').catch(String);
    expect(told).toContain('file:///nowhere/lab.git');
    expect(told).not.toContain('token');
  });

  test('is cloned into a folder that is removed, and runs nothing', async () => {
    const from = await scenario('boats');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
        cwd: from,
        stdio: 'pipe',
      });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'All');
    const folders = async () =>
      (await readdir(tmpdir())).filter((name) => /^drydock-import-(?!test)/.test(name));
    const before = await folders();
    const { labs } = await importFrom({ from: `file://${from}`, to: to('boats') });
    expect(labs).toMatchObject([{ slug: 'boats', steps: 1 }]);
    expect(await folders()).toEqual(before);

    await expect(importFrom({ from: `file://${directory}/nowhere`, to: to('x') })).rejects.toThrow(
      'could not be had',
    );
    expect(await folders()).toEqual(before);
  });
});

test('links out of the folder and huge files are losses; the rest is imported', async () => {
  const from = await scenario('boats');
  await put('secret.txt', 'secret');
  await symlink(join(directory, 'secret.txt'), join(from, 'secret.md'));
  await symlink('..', join(from, 'up'));
  await truncate(await put('boats/disk.img', ''), 2 ** 33);
  const result = await importFrom({ from, to: to('boats') });
  expect(result.losses.map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
    'disk.img:1 folder',
    'secret.md:1 folder',
    'up:1 folder',
  ]);
  expect(result.labs).toMatchObject([{ steps: 1, errors: [] }]);
});

test('the text names each loss with its place, and cannot steer the terminal', async () => {
  const from = await scenario(
    'boats',
    'Look\n\n`hostname`{{execute HOST2}}\n\n<u\u001b[2J>\n\n![\u001b[2J](gone\u001b[2J.png)\n',
  );
  const text = stripVTControlCharacters(toText(await importFrom({ from, to: to('boats') })));
  expect(text).toContain('  a.md:3 changed host There is one machine here');
  expect(text).toMatch(/\n1 lab imported, \d+ loss(?:es)?\.$/);
  expect(toText(await importFrom({ from, to: to('again') }))).not.toContain('\u001b[2J');
});

test('the command prints, and its exit code says whether every lab was imported', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const before = process.exitCode;
  try {
    const run = async (...args: string[]) => {
      const program = new Command();
      registerImport(program);
      process.exitCode = 0;
      write.mockClear();
      await program.parseAsync(['node', 'drydock', 'import', ...args]);
      return { code: process.exitCode, text: write.mock.calls.join('') };
    };
    const from = await scenario('boats');
    const good = await run(from, '--to', to('boats'), '--json');
    expect(good.code).toBe(0);
    expect(JSON.parse(good.text)).toMatchObject({
      from,
      labs: [{ slug: 'boats', format: 'katacoda' }],
    });
    expect(await run(from, '--to', to('boats'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('not imported'),
    });
    await put('empty/x.txt', '');
    expect(await run(join(directory, 'empty'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('No lab was found'),
    });
  } finally {
    process.exitCode = before;
    write.mockRestore();
  }
});
