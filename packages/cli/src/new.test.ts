import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { loadLab } from '@drydock/lab-format/folder';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lintLabs } from './lint-labs.ts';
import { newLab } from './new-lab.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-new-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

test('a new lab lints clean and has a step with a check, a hint and solutions', async () => {
  const folder = join(directory, 'my-first-lab');
  const said = await newLab({ slug: folder });
  expect(await lintLabs([folder])).toMatchObject({ errors: 0, warnings: 0 });
  const { lab } = await loadLab(folder);
  expect(lab).toMatchObject({ title: 'My first lab', images: ['nginx:alpine'], ports: [8080] });
  expect(lab?.steps.map(({ id }) => id)).toEqual(['serve-a-page']);
  expect(lab?.checks.get('page-served')?.type).toBe('declared');
  expect(lab?.solutions.has('serve-a-page')).toBe(true);
  expect(JSON.stringify(lab?.steps[0]?.body)).toMatch(/"hint".*"solution"/);
  expect((await stat(join(folder, 'solution/serve-a-page.sh'))).mode & 0o111).not.toBe(0);
  for (const command of ['lint', 'preview', 'test']) {
    expect(said).toContain(`drydock ${command} ${folder}`);
  }
});

test('a title is taken as it is, whatever YAML would make of it', async () => {
  const folder = join(directory, 'odd');
  await newLab({ slug: folder, title: 'Docker: "yes" # or [no]' });
  expect((await loadLab(folder)).lab?.title).toBe('Docker: "yes" # or [no]');
});

test('nothing is overwritten', async () => {
  const folder = join(directory, 'mine');
  await mkdir(folder);
  await writeFile(join(folder, 'lab.md'), 'my work');
  await expect(newLab({ slug: folder })).rejects.toThrow('is there already');
  expect(await readFile(join(folder, 'lab.md'), 'utf8')).toBe('my work');
});

test.each(['My Lab', '.hidden', 'a_b', '-x'])('%s is no name', async (slug) => {
  await expect(newLab({ slug: join(directory, slug) })).rejects.toThrow('small letters');
});

test('a README becomes a lab, with the pictures beside it and no front matter of others', async () => {
  const readme = join(directory, 'README.md');
  await writeFile(
    readme,
    '---\nlayout: post\ncategory: docker\n---\n\n# All of Docker\n\n![Layers](img/layers.png)\n![Gone](../up.png)\n\n## Pull\n\n```console\n$ docker pull alpine\n```\n',
  );
  await mkdir(join(directory, 'img'));
  await writeFile(join(directory, 'img/layers.png'), 'png');
  const folder = join(directory, 'taken');
  const said = await newLab({ slug: folder, from: readme });
  expect(await readFile(join(folder, 'img/layers.png'), 'utf8')).toBe('png');
  expect(await readFile(join(folder, 'lab.md'), 'utf8')).toMatch(/^---\ntitle: "/);
  expect(stripVTControlCharacters(said)).toMatch(/lab\.md:\d+:1 error picture/);
});

test('pictures that are links out of the folder, or no pictures, stay where they are', async () => {
  const readme = join(directory, 'taken/README.md');
  await mkdir(join(directory, 'taken'));
  await writeFile(join(directory, 'secret'), 'secret');
  await symlink('../secret', join(directory, 'taken/a.png'));
  await symlink('..', join(directory, 'taken/up'));
  await writeFile(join(directory, 'b.png'), 'secret');
  await writeFile(join(directory, 'taken/lab.md'), 'mine');
  await writeFile(readme, '# A\n\n![a](a.png) ![b](up/b.png) ![c](lab.md) ![d](gone.png)\n');
  const folder = join(directory, 'made');
  await newLab({ slug: folder, from: readme });
  expect(await readdir(folder)).toEqual(['lab.md']);
  expect(await readFile(join(folder, 'lab.md'), 'utf8')).toContain('# A');
});

test('a README that is not there leaves no folder', async () => {
  const folder = join(directory, 'taken');
  await expect(newLab({ slug: folder, from: join(directory, 'none.md') })).rejects.toThrow(
    'ENOENT',
  );
  await expect(stat(folder)).rejects.toThrow('ENOENT');
});
