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

/** The pool fills in the background, after the tests before. */
async function untilOneWaits(page: Page): Promise<void> {
  const health = `${process.env.DRYDOCK_URL}/api/health`;
  await expect
    .poll(async () => (await (await page.request.get(health)).json()).pool.ready, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0);
}
