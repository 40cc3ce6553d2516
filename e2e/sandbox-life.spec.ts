import { expect, type Page, test } from '@playwright/test';
import { Learner } from './learner.ts';

const FLASK_LAB = 'Build and ship a custom image';
const ECHO_LAB = 'Docker masterclass';

test('a sandbox that waited is at its prompt with the lab’s files and the hub’s login', async ({
  page,
}) => {
  await untilOneWaits(page);
  const learner = new Learner(page);
  await learner.start(ECHO_LAB);
  expect(await learner.type('ls')).toContain('package.json');
  expect(await learner.type('echo "<$DOCKERHUB_USERNAME>"')).toMatch(/<learner-[a-z0-9]{5}>/);
  await expect(page.getByRole('treeitem', { name: 'package.json' })).toBeVisible();
  const login =
    'echo "$DOCKERHUB_PASSWORD" | docker login -u "$DOCKERHUB_USERNAME" --password-stdin';
  expect(await learner.type(login)).toContain('Login Succeeded');
});

test('an engine that ends is said to start again, and it does', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('pkill -9 dockerd');
  await expect(
    page.getByRole('status').filter({ hasText: 'stopped and was started again' }),
  ).toBeVisible({ timeout: 60_000 });
  expect(await learner.type('docker ps')).toContain('CONTAINER ID');
});

test('a sandbox that ends is replaced by itself: the learner is told, and finds the files', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('echo kept > kept.txt');
  await learner.type('pkill -9 rootlesskit', { until: /pkill/ });
  await expect(page.getByRole('status').filter({ hasText: 'Your sandbox stopped' })).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Sandbox: Ready' }).waitFor({ timeout: 60_000 });
  await expect
    .poll(async () => learner.type('cat kept.txt', { until: /kept\.txt/ }), { timeout: 60_000 })
    .toMatch(/cat kept\.txt\s+kept/);
});

test('a paused sandbox stands still, and goes on where it was', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('ship=Endeavour');
  await page.getByRole('button', { name: 'Sandbox: Ready' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'sandbox is paused' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Sandbox: Ready' }).waitFor();
  expect(await learner.type('echo "on the $ship"')).toContain('on the Endeavour');
});

test('a reset is asked about first; it brings a fresh machine, and the files stay', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  await learner.type('docker volume create lost; echo kept > kept.txt');
  const pill = page.getByRole('button', { name: 'Sandbox: Ready' });
  const question = page.getByRole('dialog', { name: 'Reset the sandbox?' });
  const reset = page.getByRole('button', { name: 'Reset sandbox' });
  await pill.click();
  await reset.click();
  await expect(question).toContainText('Your files stay');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(pill).toBeFocused();
  expect(await learner.type('docker volume ls')).toContain('lost');

  await pill.click();
  await reset.click();
  await question.getByRole('button', { name: 'Reset sandbox' }).click();
  const look = 'docker volume inspect lost; cat kept.txt';
  // What is typed into a machine that is just going goes with it.
  await expect(async () => {
    const shown = await learner.type(look, { until: /kept\.txt/, limit: 5_000 });
    expect(shown).toMatch(/no such volume\s+kept/i);
  }).toPass({ timeout: 60_000 });
});

test('one Escape closes the hub login, though a tooltip names the button in it', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(FLASK_LAB);
  const login = page.getByRole('button', { name: 'Hub login' });
  await login.press('Enter');
  await expect(page.getByRole('tooltip', { name: 'Copy user name' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(login).toBeFocused();
});

/** The pool fills in the background, after the tests before. */
async function untilOneWaits(page: Page): Promise<void> {
  const health = `${process.env.DRYDOCK_URL}/api/health`;
  await expect
    .poll(async () => (await (await page.request.get(health)).json()).pool.ready, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0);
}
