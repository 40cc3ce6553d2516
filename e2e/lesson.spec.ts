import { expect, type Locator, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { address, Learner } from './learner.ts';

const LESSON = 'All that a lesson can do';

test('after Start the terminal has the focus: what is typed goes to the shell', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  await page.keyboard.type('echo focus-$((3*3))\n');
  await learner.output.toShow('T1', /focus-9/);
});

test('quizzes are answered by keyboard, and the answers are there after a step and a reload', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  const single = quiz(learner, 'What holds the files');
  await single.getByRole('radio', { name: 'Its container' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(single.getByRole('status')).toHaveText(/^Not right\..*one more layer on top/);
  await page.keyboard.press('Enter');
  await single.getByRole('radio', { name: 'Its layers' }).check();
  await single.getByRole('button', { name: 'Check answer' }).click();
  await expect(single.getByRole('status')).toHaveText(/^Right\./);

  const several = quiz(learner, 'Which of these');
  await several.getByRole('checkbox', { name: 'COPY' }).check();
  await several.getByRole('button', { name: 'Check answer' }).click();
  await expect(several.getByRole('status')).toHaveText('Not right.');

  const text = quiz(learner, 'How many layers');
  await text.getByRole('textbox').fill(' 3 ');
  await page.keyboard.press('Enter');
  await expect(text.getByRole('status')).toHaveText('Right.');

  await learner.nextStep('Type');
  await page.getByRole('button', { name: 'Previous step' }).click();
  await expect(text.getByRole('status')).toHaveText('Right.');
  await page.reload();
  await expect(text.getByRole('status')).toHaveText('Right.');
  await expect(single.getByRole('radio', { name: 'Its layers' })).toBeChecked();
});

test('variables, tabs and pictures', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  const text = learner.instructions();
  await expect(text.getByText('The ship is called Endeavour.')).toBeVisible();
  await expect(text.getByText('The second voyage')).toBeHidden();
  await text.getByRole('button', { name: 'Sail on the Resolution' }).click();
  await expect(text.getByText('The second voyage')).toBeVisible();
  await text.getByRole('textbox', { name: 'Name of the ship' }).fill('Beagle');
  await expect(text.getByText('The ship is called Beagle.')).toBeVisible();
  await text.getByRole('tab', { name: 'Without' }).click();
  await expect(text.getByText('Nothing is built here.')).toBeVisible();
  await expect(text.getByText('Images are built here.')).toBeHidden();
  await text.getByRole('button', { name: 'Enlarge picture' }).click();
  await expect(page.getByRole('dialog', { name: 'Three layers' })).toBeVisible();
  await page.keyboard.press('Escape');
  await learner.nextStep('Type');
  await page.reload();
  expect(await learner.run('on the')).toContain('on the Beagle');
});

test('a command is filled in from the sandbox, waits for its prompt, and interrupts', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  await learner.nextStep('Type');
  const text = learner.instructions();

  await text.getByRole('button', { name: 'Run echo inline' }).click();
  await learner.output.toShow('T1', /inline-42/);

  await expect(block(learner, 'ssh').getByText('On your own computer')).toBeVisible();
  await expect(block(learner, 'ssh').getByRole('button', { name: 'Run' })).toBeHidden();

  const inspect = block(learner, 'docker inspect');
  await inspect.getByRole('button', { name: 'Run' }).click();
  await expect(inspect.getByText('Fill in first: container id')).toBeVisible();
  await learner.run('docker run -d --name lookout');
  await expect(inspect.getByRole('combobox')).toHaveValue('lookout');
  expect(await learner.run('docker inspect')).toContain('state-running');

  const since = learner.output.mark('T1');
  await block(learner, 'sleep 8').getByRole('button', { name: 'Run' }).click();
  const next = block(learner, 'echo woken');
  await next.getByRole('button', { name: 'Run' }).click();
  await expect(next.getByText('Waits until T1 is free')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Interrupt' })).toBeVisible();
  await expect.poll(since, { timeout: 30_000 }).toMatch(/slept-42[\s\S]*woken-2/);
  await expect(page.getByRole('button', { name: 'Interrupt' })).toBeHidden();

  await block(learner, 'sleep 600').last().getByRole('button', { name: 'Run' }).click();
  await learner.output.toShow('T1', /sleep 600\s+$/);
  expect(await learner.run('echo freed')).toMatch(/\^C[\s\S]*freed-4/);

  await text.getByRole('button', { name: 'second terminal' }).click();
  await expect(page.getByRole('tab', { name: 'T2' })).toHaveAttribute('aria-selected', 'true');
});

test('what waits is given up, or goes when the learner interrupts', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  await learner.nextStep('Type');
  const next = block(learner, 'echo woken');
  await learner.type('sleep 600', { until: /sleep 600\s+$/ });
  await next.getByRole('button', { name: 'Run' }).click();
  await next.getByRole('button', { name: 'Cancel' }).click();
  await expect(next.getByText('Waits until')).toBeHidden();
  await next.getByRole('button', { name: 'Run' }).click();
  await page.getByRole('button', { name: 'Interrupt' }).click();
  await learner.output.toShow('T1', /\^C[\s\S]*woken-2/);
});

test('in the shell of a container nothing waits', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  await learner.nextStep('Type');
  await learner.type('docker run --rm -it alpine sh', { until: /# $/ });
  const since = learner.output.mark('T1');
  await block(learner, 'echo woken').getByRole('button', { name: 'Run' }).click();
  await expect.poll(since).toMatch(/woken-2/);
});

test('a file is changed where the lab says, the editor opens there, and the check sees it', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  await learner.nextStep('Type');
  await learner.nextStep('Change');
  const text = learner.instructions();
  const check = text.getByRole('region', { name: 'Check: The file has its label' });
  await expect(check.getByRole('status')).toHaveText(/^Not yet\./);
  await expect(check.getByRole('button')).toHaveCount(0);

  const missed = file(learner, 'replace “FROM scratch”');
  await expect(missed.getByText('The place for it is not in Dockerfile')).toBeVisible();
  await expect(missed.getByRole('button', { name: 'Apply change' })).toBeDisabled();

  const insert = file(learner, 'insert after “FROM alpine”');
  const lines = insert.getByRole('region', { name: 'The change in Dockerfile' });
  await expect(lines).toContainText('LABEL ship="endeavour"');
  await expect(lines).toContainText('ENV PORT=80');
  await insert.getByRole('button', { name: 'Apply change' }).click();
  await expect(insert.getByText('Dockerfile is changed')).toBeVisible();
  await expect(page.locator('.monaco-editor').first()).toContainText('LABEL ship="endeavour"');
  await expect(check.getByRole('status')).toHaveText('Passed');
  expect(await learner.type('cat Dockerfile')).toMatch(
    /FROM alpine\s+LABEL ship="endeavour"\s+ENV PORT=80/,
  );

  await learner.type('sed -i /LABEL/d Dockerfile');
  await expect(check.getByRole('status')).toHaveText(/^Not yet\./);
  await text.getByText('Show me').click();
  await text.getByRole('button', { name: 'Apply solution' }).click();
  await expect(check.getByRole('status')).toHaveText('Passed');
});

test('another language stays at the step, keeps what was done, and is remembered', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  const answered = quiz(learner, 'How many layers');
  await answered.getByRole('textbox').fill('3');
  await page.keyboard.press('Enter');
  await learner.nextStep('Type');
  await page.getByRole('button', { name: 'Language of the lab: English' }).click();
  await page
    .getByRole('group', { name: 'Language of the lab' })
    .getByRole('button', { name: '日本語' })
    .click();
  await expect(
    learner.instructions().getByRole('heading', { level: 1, name: '打つ' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Previous step' }).click();
  await expect(quiz(learner, '図に層はいくつ').getByRole('status')).toHaveText('Right.');
  await page.reload();
  await expect(learner.instructions().getByRole('heading', { name: '答える' })).toBeVisible();
  await page.goto(address());
  await expect(page.getByRole('link', { name: 'Resume レッスンでできることすべて' })).toBeVisible();
});

test('no step has a serious barrier or is cut off', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  for (const step of ['Answer', 'Type', 'Change']) {
    if (step !== 'Answer') await learner.nextStep(step);
    if (step === 'Change') await expect(page.getByText('LABEL ship="endeavour"')).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    // The page takes its narrow form in its own time.
    await expect.poll(() => tooWide(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

function quiz(learner: Learner, question: string): Locator {
  return learner.instructions().getByRole('form', { name: question });
}

function block(learner: Learner, code: string): Locator {
  return learner.instructions().locator('[data-kind="run"]').filter({ hasText: code });
}

function file(learner: Learner, what: string): Locator {
  return learner.instructions().locator('[data-kind="file"]').filter({ hasText: what });
}

/** What reaches out of the instructions, but for what scrolls in itself. */
async function tooWide(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const column = document.querySelector('article');
    if (!column) return ['there are no instructions'];
    const edge = column.getBoundingClientRect().right + 1;
    const scrolls = (element: Element) => element.closest('pre, section[tabindex]') !== null;
    return [...column.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > edge && !scrolls(element))
      .map((element) => element.outerHTML.slice(0, 100));
  });
}
