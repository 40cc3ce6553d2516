import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { registerLint } from './lint.ts';
import { lintLabs } from './lint-labs.ts';
import { toText } from './lint-text.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-lint-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function lab(slug: string, markdown: string): Promise<string> {
  return dirname(await put(`${slug}/lab.md`, markdown));
}

async function put(path: string, text: string): Promise<string> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
}

/** As a box that was never prepared, in lines without colours. */
async function lint(...paths: string[]): Promise<string[]> {
  const text = toText(await lintLabs(paths, { DRYDOCK_HOME: directory }));
  return stripVTControlCharacters(text).split('\n');
}

const usesImages = (...names: string[]) =>
  `## Step\n\n\`\`\`sh\n${names.map((name) => `docker pull ${name}`).join('\n')}\n\`\`\`\n`;

test('a lab without faults gets one line', async () => {
  expect(await lint(await lab('good', '## Step\n'))).toEqual(['1 lab: nothing to mend.']);
});

test('each fault is a line with its place, as an editor can follow it', async () => {
  const good = await lab('good', '## Step\n\n<b>\n');
  const bad = await lab('bad', '## Step\n\n::chekc[a]{name=b}\n');
  const file = (folder: string) => relative('', join(folder, 'lab.md'));
  expect(await lint(bad, good)).toEqual([
    `${file(bad)}:3:1 error directive There is no directive "::chekc". (did you mean "check"?)`,
    `${file(good)}:3:1 warning html HTML tags are not shown. (write it as Markdown, or as code between backticks)`,
    '2 labs: 1 error, 1 warning.',
  ]);
});

test('the images of a lab are told with their sizes, and what is not in the catalogue is a warning', async () => {
  const folder = await lab(
    'images',
    usesImages('nginx:alpine', 'redis:3', 'alpine', 'hello-world'),
  );
  const sizes = { 'nginx:alpine': 21_400_000, alpine: 400_000 };
  await put('image-sizes.json', JSON.stringify(sizes));
  const path = relative('', folder);
  expect(await lint(folder)).toEqual([
    expect.stringMatching(
      /lab\.md:5:13 warning image The image redis:3 is not in the catalogue\. /,
    ),
    `${path}: images: alpine (under 1 MB), hello-world, nginx:alpine (21 MB), redis:3 (not in the catalogue)`,
    '1 lab: 0 errors, 1 warning.',
  ]);
});

test('a file alone is a lab, and its name is in what is found', async () => {
  const file = await put('README.md', '# Hello\n\n## Step\n\n<b>\n');
  expect(await lint(file)).toEqual([
    expect.stringContaining(`${relative('', file)}:5:1 warning html`),
    '1 lab: 0 errors, 1 warning.',
  ]);
  expect(await lint(await put('notes.txt', ''))).toEqual([
    expect.stringMatching(/notes\.txt:1:1 error folder A lab is a folder, or one Markdown file\./),
    '1 lab: 1 error, 0 warnings.',
  ]);
});

test('a folder that is not there is an error', async () => {
  expect(await lint(join(directory, 'nowhere'))).toEqual([
    expect.stringMatching(/nowhere:1:1 error folder .*ENOENT/),
    '1 lab: 1 error, 0 warnings.',
  ]);
});

test('words of a lab cannot steer the terminal', async () => {
  const evil = await lab('evil', '## Step\n\n```console \u001b[2Jx=1\n$ ls\n```\n');
  const text = toText(await lintLabs([evil], {}));
  expect(text).toContain('[2Jx');
  expect(text).not.toContain('\u001b[2J');
});

test('the command prints in the format that is asked for, and its exit code tells of errors', async () => {
  const warned = await lab('warned', '## Step\n\n<b>\n');
  const broken = await lab('broken', '::nope\n');
  expect((await run(warned)).code).toBe(0);
  expect(await run(broken)).toMatchObject({
    code: 1,
    printed: expect.stringContaining('1 lab: 1 error, 0 warnings.'),
  });
  const { printed } = await run('--format', 'json', warned, broken);
  expect(JSON.parse(printed)).toMatchObject({
    errors: 1,
    warnings: 1,
    labs: [
      { path: relative('', warned), images: [], diagnostics: [{ rule: 'html', line: 3 }] },
      { path: relative('', broken), diagnostics: [{ rule: 'directive', severity: 'error' }] },
    ],
  });
});

test('more warnings than are allowed are a failure', async () => {
  const warned = await lab('warned', '## Step\n\n<b>\n');
  expect((await run('--max-warnings', '1', warned)).code).toBe(0);
  expect((await run('--max-warnings', '0', warned)).code).toBe(1);
  await expect(run('--max-warnings', '-1', warned)).rejects.toThrow('0 or more');
  await expect(run('--format', 'xml', warned)).rejects.toThrow('Allowed choices');
});

/** The command with these arguments, in a process that is not ended by it. */
async function run(...args: string[]): Promise<{ code: unknown; printed: string }> {
  const printed: string[] = [];
  const take = (text: unknown) => printed.push(String(text)) > 0;
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(take);
  const err = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    registerLint(program);
    for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
    await program.parseAsync(['node', 'drydock', 'lint', ...args]);
    return { code: process.exitCode, printed: printed.join('') };
  } finally {
    process.exitCode = before;
    out.mockRestore();
    err.mockRestore();
  }
}
