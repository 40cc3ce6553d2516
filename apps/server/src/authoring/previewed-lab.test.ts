import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LabPreview, labAnswerSchema } from '@drydock/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startSession, testApp } from '../testing/app.ts';
import { readyPage } from '../testing/page.ts';
import { PreviewedLab } from './previewed-lab.ts';

// A box that is busy with other tests notices a save late.
vi.setConfig({ testTimeout: 20_000 });
const WAIT = { timeout: 10_000, interval: 10 };

let directory: string;
let lab: string;
const opened: PreviewedLab[] = [];
const failures: unknown[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-previewed-'));
  lab = join(directory, 'my-lab');
  await mkdir(join(lab, 'checks'), { recursive: true });
  await writeFile(join(lab, 'lab.md'), '# One\n\n## Step\n');
});

afterEach(async () => {
  for (const previewed of opened.splice(0)) previewed.close();
  await rm(directory, { recursive: true, force: true });
  expect(failures.splice(0)).toEqual([]);
});

async function open(path = lab): Promise<PreviewedLab> {
  const previewed = await PreviewedLab.open({
    path,
    report: (error) => failures.push(error),
  });
  opened.push(previewed);
  return previewed;
}

const titleOf = ({ labs }: PreviewedLab) => labs[0]?.title;

test('every save is followed: written over, put in its place, into a folder that is new', async () => {
  const previewed = await open();
  expect(previewed.preview).toEqual({ revision: 1, diagnostics: [] });
  for (const [number, title] of ['Two', 'Three', 'Four'].entries()) {
    await writeFile(join(directory, 'new'), `# ${title}\n\n## Step\n`);
    if (number === 0) await writeFile(join(lab, 'lab.md'), `# ${title}\n\n## Step\n`);
    else await rename(join(directory, 'new'), join(lab, 'lab.md'));
    await vi.waitFor(() => expect(titleOf(previewed)).toBe(title), WAIT);
  }
  await mkdir(join(lab, 'files/app'), { recursive: true });
  await writeFile(join(lab, 'files/app/a.txt'), 'a');
  await vi.waitFor(() => {
    expect(previewed.labs[0]?.files.map(({ path }) => path)).toEqual(['app/a.txt']);
  }, WAIT);
});

test('with an error the last good version stays, and the error is told', async () => {
  const previewed = await open();
  const heard = vi.fn();
  previewed.follow(heard);
  await writeFile(join(lab, 'lab.md'), '# Bad\n\n## Step\n\n::nope\n');
  await vi.waitFor(() => expect(previewed.preview.diagnostics).toHaveLength(1), WAIT);
  expect(previewed.preview).toMatchObject({
    revision: 1,
    diagnostics: [{ file: 'lab.md', line: 5, rule: 'directive' }],
  });
  expect(titleOf(previewed)).toBe('One');
  expect(previewed.broken).toEqual([]);
  expect(heard).toHaveBeenLastCalledWith(null);
});

test('a lab that has never been good is a broken one, until it is mended', async () => {
  await writeFile(join(lab, 'lab.md'), '::nope\n');
  const previewed = await open();
  expect(previewed).toMatchObject({ labs: [], broken: [{ slug: 'my-lab' }] });
  await writeFile(join(lab, 'lab.md'), '# Good\n\n## Step\n');
  await vi.waitFor(() => expect(titleOf(previewed)).toBe('Good'), WAIT);
  expect(previewed.broken).toEqual([]);
});

test('an image that is not in the catalogue is among the findings', async () => {
  await writeFile(join(lab, 'lab.md'), '## Step\n\n```sh\ndocker pull nowhere:1\n```\n');
  expect((await open()).preview.diagnostics).toMatchObject([{ rule: 'image', line: 4 }]);
});

test('a single file is a lab as well', async () => {
  const file = join(directory, 'README.md');
  await writeFile(file, '# A readme\n\n## Step\n');
  const previewed = await open(file);
  await writeFile(file, '# Another readme\n\n## Step\n');
  await vi.waitFor(() => expect(titleOf(previewed)).toBe('Another readme'), WAIT);
});

test('pages hear of every save, and the session goes on with the checks of the new version', async () => {
  const library = await open();
  const { app } = await testApp({ library });
  const learner = await startSession(app, 'my-lab');
  const page = await readyPage(app, learner);
  const { snapshot } = await page.next('welcome');
  expect(snapshot.preview).toEqual({ revision: 1, diagnostics: [] });

  await writeFile(join(lab, 'checks/made.sh'), 'exit 0');
  await writeFile(join(lab, 'lab.md'), '## Step\n\n::check[Made]{name=made}\n');
  const isGood = ({ preview }: { preview: LabPreview }) =>
    preview.revision > 1 && preview.diagnostics.length === 0;
  await page.next('lab.changed', isGood);
  const answer = labAnswerSchema.parse((await app.inject({ url: '/api/labs/my-lab' })).json());
  expect(answer.lab.steps[0]?.blocks).toMatchObject([{ type: 'check', name: 'made' }]);
  expect(answer.revision).toBe(library.preview.revision);
  page.send({ type: 'check.run', check: 'made' });
  expect((await page.next('check.result')).result).toEqual({ outcome: 'pass' });
});
