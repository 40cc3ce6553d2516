import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { address, Learner } from './learner.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`home and lab page have no serious barrier, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(address());
    await expect(page.getByRole('list', { name: 'Labs' })).toBeVisible();
    expect(await barriers(new AxeBuilder({ page }))).toEqual([]);
    const learner = new Learner(page);
    await learner.start('Build and ship a custom image');
    await learner.writeFile('app.py', 'hello world!');
    await expect(page.locator('.monaco-editor').first()).toContainText('hello world!');
    expect(await barriers(new AxeBuilder({ page }))).toEqual([]);
    await context.close();
  });
}

test('the page of a lab never scrolls as a whole: a blank typed beside the terminal moves nothing', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start('Build and ship a custom image');
  await page.locator('body').press('Space');
  const moved = await page.evaluate(() => ({
    by: document.documentElement.scrollTop,
    room: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  }));
  expect(moved).toEqual({ by: 0, room: 0 });
});

test('nothing is cut off at 1024 x 768', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(`${address()}/labs/docker-masterclass`);
  await expect(page.getByRole('button', { name: 'Next step' })).toBeAttached();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
});

async function barriers(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
