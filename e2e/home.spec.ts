import { expect, test } from '@playwright/test';
import { address, Learner } from './learner.ts';

const LAB = 'All that a lesson can do';

test('the list leads back to where one was, and knows what is done', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  await learner.nextStep('Type');
  await learner.nextStep('Change');
  await page.getByRole('link', { name: 'All labs' }).click();
  const goOn = page.getByRole('region', { name: 'Continue where you were' });
  await expect(goOn).toContainText('Step 3 of 3');
  await expect(goOn.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '0 of 1 step done');

  await page.getByRole('link', { name: `Continue ${LAB}` }).click();
  await expect(
    learner.instructions().getByRole('heading', { level: 1, name: 'Change' }),
  ).toBeVisible();
  const change = learner.instructions().locator('[data-kind="file"]').first();
  await change.getByRole('button', { name: 'Apply change' }).click();
  await expect(page).toHaveTitle(`Done: ${LAB} · Drydock`);
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /^data:image/);

  await page.getByRole('link', { name: 'All labs' }).click();
  await expect(goOn.getByRole('progressbar')).toHaveAttribute('aria-valuetext', '1 of 1 step done');
  const card = page.getByRole('listitem').filter({ hasText: LAB });
  await expect(card.getByText('done', { exact: true })).toBeVisible();
  await expect(card.getByRole('link', { name: `Resume ${LAB}` })).toBeVisible();
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/favicon.svg');
});

test('another learner has neither sessions nor progress', async ({ page }) => {
  await page.goto(address());
  await expect(page.getByRole('link', { name: `Start ${LAB}` })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.getByText('Continue where you were')).toHaveCount(0);
});

test('the tab tells of a command that takes its time, until the next prompt', async ({ page }) => {
  const learner = new Learner(page);
  await learner.start(LAB);
  await expect(page).toHaveTitle(`${LAB} · Drydock`);
  await page.keyboard.type('read -r answer');
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(`Running: ${LAB} · Drydock`);
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', /^data:image/);
  await page.keyboard.press('Control+c');
  await expect(page).toHaveTitle(`${LAB} · Drydock`);
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/favicon.svg');
});
