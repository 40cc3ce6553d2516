import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type DrydockProcess, startDrydock } from './drydock-process.ts';
import { Learner, skipTour } from './learner.ts';

// All of them save the one lab that is previewed.
test.describe.configure({ mode: 'default' });

let directory: string;
let lab: string;
let drydock: DrydockProcess;

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'drydock-e2e-preview-'));
  lab = join(directory, 'written-now');
  await mkdir(join(lab, 'checks'), { recursive: true });
  await save('lab.md', text());
  drydock = await startDrydock(['preview', lab], {});
});

test.afterAll(async () => {
  await drydock?.stop();
  await rm(directory, { recursive: true, force: true });
});

test.beforeEach(() => save('lab.md', text()));

/** As editors save that want to lose nothing: a new file in the place of the old one. */
async function save(path: string, content: string): Promise<void> {
  await writeFile(join(directory, 'being-saved'), content);
  await rename(join(directory, 'being-saved'), join(lab, path));
}

const MUCH = Array.from({ length: 60 }, (_, n) => `Paragraph ${n + 1} fills the page.`).join(
  '\n\n',
);

function text({ before = '', second = 'The second step.', after = '' } = {}): string {
  return `# Written now\n\n## First\n\nThe first step.\n\n${before}## Second\n\n${second}\n\n${MUCH}\n\n${after}`;
}

async function openSecondStep(page: Page): Promise<Learner> {
  const learner = new Learner(page);
  await skipTour(page);
  await page.goto(drydock.url);
  await learner.output.toShow('T1', /[#$] $/, 60_000);
  await page.goto(`${drydock.url}#/2`);
  await expect(learner.instructions().getByText('The second step.')).toBeVisible();
  return learner;
}

test('a save is on the page at once, and the author stays where they are', async ({ page }) => {
  const learner = await openSecondStep(page);
  const instructions = learner.instructions();
  await learner.type('ship=Endeavour');
  // The step may still grow: one that is not that long yet cannot be scrolled that far.
  const scroll = () =>
    instructions.evaluate((element) => {
      element.scrollTo({ top: 700 });
      return element.scrollTop;
    });
  await expect.poll(scroll).toBe(700);
  await page.evaluate(() => Object.assign(window, { stillThere: true }));

  await save(
    'lab.md',
    text({ before: '## Between\n\nNew.\n\n', second: 'The second step, mended.' }),
  );
  await expect(instructions.getByText('The second step, mended.')).toBeAttached();
  await expect(instructions.getByText('Step 3 of 3')).toBeAttached();
  await expect(page).toHaveURL(/#\/3$/);
  expect(await instructions.evaluate((element) => element.scrollTop)).toBe(700);
  expect(await page.evaluate(() => 'stillThere' in window)).toBe(true);
  expect(await learner.type('echo "on the $ship"')).toContain('on the Endeavour');
});

test('an error is told with its place, over the last good version', async ({ page }) => {
  const learner = await openSecondStep(page);
  const lint = page.getByRole('region', { name: 'What lint says' });
  await save('lab.md', text({ second: 'Never shown.\n\n::chekc[It runs]{name=x}' }));
  await expect(lint.getByText('lab.md:11:1')).toBeVisible();
  await expect(lint.getByText('did you mean "check"?')).toBeVisible();
  await expect(learner.instructions().getByText('The second step.')).toBeVisible();
  await expect(learner.instructions().getByText('Never shown.')).toHaveCount(0);

  await save('lab.md', text({ second: 'All is well.\n\n<b>' }));
  await expect(learner.instructions().getByText('All is well.')).toBeVisible();
  await expect(lint.getByText('1 warning')).toBeVisible();
  await save('lab.md', text({ second: 'Still well.' }));
  await expect(learner.instructions().getByText('Still well.')).toBeVisible();
  await expect(lint).toHaveCount(0);
});

test('a check that is new runs in the session that is there, and so does its next version', async ({
  page,
}) => {
  const learner = await openSecondStep(page);
  await save('checks/made.sh', 'echo "There is no boat." >&2; test -e boat\n');
  await save('lab.md', text({ second: 'Make a boat.\n\n::check[A boat]{name=made}' }));
  await expect(learner.instructions().getByText('Make a boat.')).toBeVisible();
  await learner.check('A boat', /There is no boat\./);
  await save('checks/made.sh', 'echo "There is no ship." >&2; test -e ship\n');
  // The script before may still be the one that runs.
  await expect(async () => {
    await learner.check('A boat', /There is no ship\./, { limit: 3_000 });
  }).toPass();
  await learner.type('touch ship');
  await learner.check('A boat', 'Passed');
  await save('lab.md', text());
  await expect(learner.instructions().getByText('The second step.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Check' })).toHaveCount(0);
});
