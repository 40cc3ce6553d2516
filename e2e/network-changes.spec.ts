import { expect, test } from '@playwright/test';
import { address, Learner, PROMPT, skipTour } from './learner.ts';

/** As long as it takes to make a sandbox's network. */
const CHANGE_MS = 300;

test('what a browser drops while bridges come and go is asked for again', async ({ page }) => {
  const learner = new Learner(page);
  await skipTour(page);
  await page.goto(address());
  let dropped = 0;
  let changed = 0;
  await page.route('**/assets/**', async (route) => {
    // From the next file that is asked for.
    if (changed === 0) changed = Date.now();
    if (Date.now() - changed >= CHANGE_MS) return await route.fallback();
    dropped += 1;
    await route.abort('failed');
  });
  const change = () => {
    changed = 0;
  };
  await page.getByRole('link', { name: 'Start Build and ship a custom image' }).click();
  await learner.output.toShow('T1', PROMPT, 60_000);

  change();
  await learner.writeFile('app.py', 'from flask import Flask');
  await expect(page.locator('.monaco-editor').first()).toContainText('from flask');
  change();
  await page.getByRole('tab', { name: 'Layers' }).click();
  await expect(page.getByRole('tree').first()).toBeVisible();
  const withoutStyles = () =>
    page
      .locator('link[rel="stylesheet"]')
      .evaluateAll(
        (links) => links.filter((link) => (link as HTMLLinkElement).sheet === null).length,
      );
  await expect.poll(withoutStyles).toBe(0);
  expect(dropped).toBeGreaterThan(2);
});
