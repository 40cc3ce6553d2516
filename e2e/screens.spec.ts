import { expect, type Page, test } from '@playwright/test';
import { barriers } from './barriers.ts';
import { address, Learner, PROMPT, skipTour, VIEWS } from './learner.ts';
import { TerminalOutput } from './terminal-output.ts';

for (const language of ['en', 'ja'] as const) {
  test(`no screen has a serious barrier: ${language}`, async ({ browser }) => {
    const locale = { en: 'en-US', ja: 'ja-JP' }[language];
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    const output = new TerminalOutput(page);
    await skipTour(page);
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(`${address()}${path}`);
      await expect(page.locator('main')).toBeVisible();
      await look(page, name);
    }
    await page.goto(`${address()}/labs/lesson`);
    await output.toShow('T1', PROMPT, 60_000);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await lookAtDialogs(page);
    await runContainer(page);
    // In English each of these is looked at where it is used, in a spec of its own.
    if (language === 'ja') {
      await lookAtSteps(page);
      await lookAtFiles(page);
      await lookAtViews(page);
    }
    await lookAtPreview(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await look(page, 'a lab on a telephone');
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

/** Found by what is the same in every language. */
const PAGES = {
  home: '/',
  'no such page': '/nowhere/at-all',
  'no such lab': '/labs/nowhere',
  'a lab that is broken': '/labs/broken',
};

/** Colours are the same in every language: dark is looked at in English. */
async function look(page: Page, name: string, part = 'html'): Promise<void> {
  const language = await page.locator('html').getAttribute('lang');
  const dark = language === 'en' ? (['dark'] as const) : [];
  expect(await barriers(page, { part, schemes: ['light', ...dark] }), name).toEqual([]);
}

async function lookAtDialogs(page: Page): Promise<void> {
  await look(page, 'the first step');
  const menus = page.locator('header [aria-haspopup="dialog"]');
  for (let index = 0; index < (await menus.count()); index += 1) {
    await menus.nth(index).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(page, `what opens from the top bar, ${index}`, '[role="dialog"]');
    await leave(page);
  }
  await page.keyboard.press('Control+Shift+K');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'the command palette', '[role="dialog"]');
  await leave(page);
}

async function lookAtSteps(page: Page): Promise<void> {
  for (const step of [2, 3]) {
    await page.evaluate((to) => location.assign(`#/${to}`), step);
    await look(page, `step ${step}`, 'article');
  }
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function lookAtFiles(page: Page): Promise<void> {
  const file = page.locator('[role="treeitem"]:not([aria-expanded])').first();
  await file.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await look(page, 'a file in the editor', VIEWS);
  await file.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await look(page, 'the menu of a file', '[role="menu"]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  // It gives the keyboard back a moment later.
  await expect(file).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'a question', '[role="dialog"]');
  await leave(page);
  await page.keyboard.press('Control+Shift+F');
  await expect(page.locator('[data-search="true"] input').first()).toBeVisible();
  await look(page, 'the search in files', '[data-search="true"]');
}

async function lookAtViews(page: Page): Promise<void> {
  const views = page.locator(VIEWS);
  for (const index of [1, 2, 3]) {
    await views.getByRole('tab').nth(index).click();
    // As it says while it is on its way.
    await expect(views.locator('> [role="tabpanel"]')).not.toHaveText(/…$/);
    await look(page, `view ${index}`, VIEWS);
  }
}

async function runContainer(page: Page): Promise<void> {
  await page.getByRole('tabpanel', { name: 'T1', exact: true }).click();
  await page.keyboard.type('docker run -d --name lookout -p 8080:80 alpine sleep 600');
  await page.keyboard.press('Enter');
  await expect(page.locator('header li button').first()).toBeVisible({ timeout: 60_000 });
}

async function lookAtPreview(page: Page): Promise<void> {
  await page.locator('header li button').first().click();
  const views = page.locator(VIEWS);
  await expect(views.getByRole('tab')).toHaveCount(5);
  await look(page, 'a preview', VIEWS);
}
