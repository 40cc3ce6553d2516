import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { address, PROMPT, skipTour } from './learner.ts';
import { TerminalOutput } from './terminal-output.ts';

const ENGLISH = 'All that a lesson can do';
const JAPANESE = 'レッスンでできることすべて';

let context: BrowserContext;
let page: Page;
let output: TerminalOutput;

test.beforeEach(async ({ browser }) => {
  context = await browser.newContext({ locale: 'ja-JP' });
  page = await context.newPage();
  output = new TerminalOutput(page);
  await skipTour(page);
});
test.afterEach(() => context.close());

test('a Japanese browser gets Japanese: the list, a lab, its checks and problems; and no English before it', async () => {
  const seen: string[] = [];
  await page.exposeFunction('noteTitle', (title: string) => void seen.push(title));
  await page.addInitScript(() => {
    new MutationObserver(() => {
      const head = document.querySelector('h1')?.textContent;
      if (head) (window as unknown as { noteTitle(text: string): void }).noteTitle(head);
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(address());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '本物のエンジンで Docker を学ぶ',
  );
  expect(new Set(seen)).toEqual(new Set(['本物のエンジンで Docker を学ぶ']));
  expect(await page.locator('html').getAttribute('lang')).toBe('ja');
  expect(await page.title()).toContain('ラボ');

  await page.getByRole('link', { name: `「${JAPANESE}」を始める` }).click();
  await output.toShow('T1', PROMPT, 60_000);
  await expect(page.getByRole('button', { name: 'サンドボックス: 準備完了' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '答える' })).toBeVisible();
  const quiz = page.locator('form').filter({ hasText: '図に層はいくつ' });
  await quiz.getByRole('textbox', { name: 'あなたの答え' }).fill('3');
  await quiz.getByRole('button', { name: '答え合わせ' }).click();
  await expect(quiz.getByRole('status')).toHaveText('正解です。');

  await page.getByRole('button', { name: '次のステップ' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '打つ' })).toBeVisible();
  await page.getByRole('button', { name: '次のステップ' }).click();
  await expect(
    page.getByRole('region', { name: 'チェック: ファイルにラベルがある' }).getByRole('status'),
  ).toHaveText(/^まだです。 Dockerfile に LABEL ship がありません。/);

  await page.goto(`${address()}/labs/no-such-lab`);
  await expect(page.getByRole('alert')).toContainText('この名前のラボはありません。');
  await page.goto(`${address()}/nowhere`);
  await expect(page.getByRole('alert')).toContainText('このアドレスには何もありません。');
});

test('in a lab the page changes its language at the same step, with the lab, and keeps it', async () => {
  await page.goto(address());
  await page.getByRole('link', { name: `「${JAPANESE}」を始める` }).click();
  await output.toShow('T1', PROMPT, 60_000);
  await page.getByRole('button', { name: '次のステップ' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '打つ' })).toBeVisible();

  await page.getByRole('button', { name: 'ラボの言語: 日本語' }).click();
  await page
    .getByRole('group', { name: 'ページの言語' })
    .getByRole('button', { name: 'English' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Type' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next step' })).toBeVisible();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');

  // The lab alone.
  await page.getByRole('button', { name: 'Language of the lab: English' }).click();
  await page
    .getByRole('group', { name: 'Language of the lab' })
    .getByRole('button', { name: '日本語' })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: '打つ' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next step' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('button', { name: 'Next step' })).toBeVisible();
  await page.getByRole('link', { name: 'All labs' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Learn Docker on a real engine');
  await page.getByRole('link', { name: `Continue ${JAPANESE}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: '打つ' })).toBeVisible();
});

test('the list changes its language, and is searched in it', async () => {
  await page.goto(address());
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('link', { name: `Start ${ENGLISH}` })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('compose redis');
  await expect(page.getByRole('list', { name: 'Labs' }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Start Two services with Compose' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '日本語' }).click();
  await expect(page.getByRole('link', { name: `「${JAPANESE}」を始める` })).toBeVisible();
});

test('in Japanese nothing is cut off', async () => {
  await page.goto(`${address()}/labs/lesson`);
  await output.toShow('T1', PROMPT, 60_000);
  await expect(page.getByRole('button', { name: '次のステップ' })).toBeVisible();
  for (const [width, height] of [
    [1024, 768],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect
      .poll(() =>
        page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      )
      .toBe(0);
  }
});
