import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerLint } from './lint.ts';
import { lintLabs } from './lint-labs.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-lint-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function lab(slug: string, markdown: string): Promise<string> {
  const folder = join(directory, slug);
  await mkdir(folder);
  await writeFile(join(folder, 'lab.md'), markdown);
  return folder;
}

/** Without colours. */
function plain(text: string): string[] {
  return stripVTControlCharacters(text).split('\n');
}

test('a lab without faults gets one line', async () => {
  const { text, errors, warnings } = await lintLabs([await lab('good', '## Step\n')]);
  expect(plain(text)).toEqual(['1 lab: nothing to mend.']);
  expect([errors, warnings]).toEqual([0, 0]);
});

test('each fault is a line with its place, as an editor can follow it', async () => {
  const good = await lab('good', '## Step\n\n<b>\n');
  const bad = await lab('bad', '## Step\n\n::chekc[a]{name=b}\n');
  const { text, errors, warnings } = await lintLabs([bad, good]);
  const file = (folder: string) => relative('', join(folder, 'lab.md'));
  expect(plain(text)).toEqual([
    `${file(bad)}:3:1 error directive There is no directive "::chekc". (did you mean "check"?)`,
    `${file(good)}:3:1 warning html HTML tags are not shown. (write it as Markdown, or as code between backticks)`,
    '2 labs: 1 error, 1 warning.',
  ]);
  expect([errors, warnings]).toEqual([1, 1]);
});

test('a folder that is not there is an error', async () => {
  const { text, errors } = await lintLabs([join(directory, 'nowhere')]);
  expect(errors).toBe(1);
  expect(plain(text)[0]).toMatch(/nowhere:1:1 error folder .*ENOENT/);
});

test('words of a lab cannot steer the terminal', async () => {
  const { text } = await lintLabs([
    await lab('evil', '## Step\n\n```console \u001b[2Jx=1\n$ ls\n```\n'),
  ]);
  expect(text).not.toContain('\u001b[2J');
});

test('the command prints, and its exit code is 1 only for errors', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const before = process.exitCode;
  try {
    const run = async (folder: string) => {
      const program = new Command();
      registerLint(program);
      process.exitCode = 0;
      await program.parseAsync(['node', 'drydock', 'lint', folder]);
      return process.exitCode;
    };
    expect(await run(await lab('warned', '## Step\n\n<b>\n'))).toBe(0);
    expect(await run(await lab('broken', '::nope\n'))).toBe(1);
    expect(write.mock.calls.join('')).toContain('1 lab: 1 error, 0 warnings.');
  } finally {
    process.exitCode = before;
    write.mockRestore();
  }
});
