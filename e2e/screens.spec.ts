import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { address, Learner, PROMPT, skipTour } from './learner.ts';
import { TerminalOutput } from './terminal-output.ts';

/** Colours are the same in every language. */
const SCHEMES = { en: 'light and dark', ja: 'light' } as const;

for (const language of ['en', 'ja'] as const) {
  test(`no screen has a serious barrier, in ${SCHEMES[language]}: ${language}`, async ({
    browser,
  }) => {
    const locale = { en: 'en-US', ja: 'ja-JP' }[language];
    const context = await browser.newContext({ locale, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const output = new TerminalOutput(page);
    const screens = new Screens(page, { isDarkToo: language === 'en' });
    await skipTour(page);
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(`${address()}${path}`);
      await expect(page.locator('main')).toBeVisible();
      await screens.look(name);
    }
    await page.goto(`${address()}/labs/lesson`);
    await output.toShow('T1', PROMPT, 60_000);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await lookAtLesson(page, screens);
    await lookAtFiles(page, screens);
    await lookAtViews(page, screens);
    await page.setViewportSize({ width: 390, height: 844 });
    await screens.look('a lab on a telephone');
    expect(screens.barriers).toEqual([]);
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

const VIEWS = '[data-tour="views"]';

/** Each screen as axe sees it: all its rules in light, the contrast again in dark. */
class Screens {
  readonly barriers: string[] = [];
  readonly #page: Page;
  readonly #isDarkToo: boolean;

  constructor(page: Page, { isDarkToo }: { isDarkToo: boolean }) {
    this.#page = page;
    this.#isDarkToo = isDarkToo;
  }

  /** Of a part alone where the rest has been seen: axe takes its time. */
  async look(name: string, part = 'html'): Promise<void> {
    // The preview is another's page.
    const axe = () =>
      new AxeBuilder({ page: this.#page }).setLegacyMode().include(part).exclude('iframe');
    await this.#in('light', name, axe());
    if (this.#isDarkToo) await this.#in('dark', name, axe().withRules(['color-contrast']));
  }

  async #in(colorScheme: 'light' | 'dark', name: string, axe: AxeBuilder): Promise<void> {
    await this.#page.emulateMedia({ colorScheme });
    await expect(this.#page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const { violations } = await axe.analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== 'serious' && impact !== 'critical') continue;
      const where = nodes.map(({ html }) => html.slice(0, 120)).join(' | ');
      this.barriers.push(`${name}, ${colorScheme}: ${id}: ${where}`);
    }
  }
}

async function lookAtLesson(page: Page, screens: Screens): Promise<void> {
  await screens.look('the first step');
  const menus = page.locator('header [aria-haspopup="dialog"]');
  for (let index = 0; index < (await menus.count()); index += 1) {
    await menus.nth(index).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await screens.look(`what opens from the top bar, ${index}`, '[role="dialog"]');
    await leave(page);
  }
  await page.keyboard.press('Control+Shift+K');
  await expect(page.getByRole('dialog')).toBeVisible();
  await screens.look('the command palette', '[role="dialog"]');
  await leave(page);
  for (const step of [2, 3]) {
    await page.evaluate((to) => location.assign(`#/${to}`), step);
    await screens.look(`step ${step}`, 'article');
  }
}

/** The name of a button that has the focus goes before the dialog that it is in. */
async function leave(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
}

async function lookAtFiles(page: Page, screens: Screens): Promise<void> {
  const file = page.locator('[role="treeitem"]:not([aria-expanded])').first();
  await file.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await screens.look('a file in the editor', VIEWS);
  await file.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  await screens.look('the menu of a file', '[role="menu"]');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog')).toBeVisible();
  await screens.look('a question', '[role="dialog"]');
  await leave(page);
  await page.keyboard.press('Control+Shift+F');
  await expect(page.locator('[data-search="true"] input').first()).toBeVisible();
  await screens.look('the search in files', '[data-search="true"]');
}

async function lookAtViews(page: Page, screens: Screens): Promise<void> {
  await page.getByRole('tabpanel', { name: 'T1', exact: true }).click();
  await page.keyboard.type('docker run -d --name lookout -p 8080:80 alpine sleep 600');
  await page.keyboard.press('Enter');
  await expect(page.locator('header li button').first()).toBeVisible({ timeout: 60_000 });
  const views = page.locator(VIEWS);
  for (const index of [1, 2, 3]) {
    await views.getByRole('tab').nth(index).click();
    // As it says while it is on its way.
    await expect(views.locator('> [role="tabpanel"]')).not.toHaveText(/…$/);
    await screens.look(`view ${index}`, VIEWS);
  }
  await page.locator('header li button').first().click();
  await expect(views.getByRole('tab')).toHaveCount(5);
  await screens.look('a preview', VIEWS);
}
