import { expect, type Locator, type Page, test } from '@playwright/test';
import { Learner } from './learner.ts';

const LESSON = 'All that a lesson can do';

test('terminals stand side by side, have names, follow the page, and are left by keyboard', async ({
  page,
}) => {
  const learner = new Learner(page);
  await learner.start(LESSON);
  await page.keyboard.press('Control+Shift+Digit5');
  await expect(pane(page, 'T2')).toBeVisible();
  await expect(pane(page, 'T1')).toBeVisible();
  await learner.output.toShow('T2', /[#$] $/);
  await typed(page, 'echo right-$((1+1))');
  await learner.output.toShow('T2', /right-2/);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(page.getByRole('tab', { name: 'T1' })).toHaveAttribute('aria-selected', 'true');
  // The shells know how wide they are now.
  await poll(() => columns(learner)).toBeLessThan(70);
  await page.keyboard.press('Control+Shift+Digit5');
  await expect(pane(page, 'T2')).toBeHidden();
  await poll(() => columns(learner)).toBeGreaterThan(90);
  await page.keyboard.press('Control+Shift+Digit5');
  await expect(pane(page, 'T2')).toBeVisible();
  await poll(() => columns(learner)).toBeLessThan(70);

  await page.keyboard.press('Control+Shift+ArrowUp');
  await expect(page.getByRole('button', { name: 'New terminal' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('tab', { name: 'T1' })).toBeFocused();
  await page.keyboard.press('F2');
  await expect(page.getByRole('textbox', { name: 'Name of T1' })).toBeFocused();
  await page.keyboard.insertText('ビルド');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'T1 ビルド' })).toBeFocused();
  await page.reload();
  await expect(pane(page, 'T1 ビルド')).toBeVisible();
  await expect(pane(page, 'T2')).toBeVisible();

  for (const [width, height, both] of [
    [1024, 768, true],
    [390, 844, false],
  ] as const) {
    await page.setViewportSize({ width, height });
    if (width === 390) await page.getByRole('tab', { name: 'Terminal', exact: true }).click();
    await expect(page.getByRole('region', { name: /^Terminal T/ })).toHaveCount(both ? 2 : 1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
  }
});

test('what a terminal has to do: copy, paste, links, widths, a new size, vim, less and htop', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const learner = new Learner(page);
  await learner.start(LESSON);
  const screen = await readable(page);

  // With something selected Ctrl+C copies it, and without it interrupts.
  await typed(page, 'clear; echo pick-$((40+2)) http://localhost:1/link; sleep 600');
  await poll(() => rows(screen)).toEqual(['pick-42 http://localhost:1/link']);
  await at(screen, 0, 2).then(({ x, y }) => page.mouse.dblclick(x, y));
  await poll(() => clipboard(page)).toBe('pick-42');
  await page.evaluate(() => navigator.clipboard.writeText('another'));
  const since = learner.output.mark('T1');
  await page.keyboard.press('Control+C');
  await poll(() => clipboard(page)).toBe('pick-42');
  expect(since()).toBe('');
  await page.keyboard.press('Control+C');
  await poll(since).toMatch(/\^C[\s\S]*[#$] $/);

  const opened = context.waitForEvent('page');
  const link = await at(screen, 0, 12);
  await page.mouse.move(link.x, link.y);
  await expect(screen.locator('.xterm-cursor-pointer')).toBeAttached();
  await page.mouse.click(link.x, link.y);
  await (await opened).close();

  // In brackets lines wait for Enter; where each is taken as it comes, many are asked about.
  await page.evaluate(() => navigator.clipboard.writeText('echo no\n'.repeat(9)));
  await typed(page, 'echo reads-$((1+1)); cat > pasted.txt');
  await poll(() => rows(screen)).toContain('reads-2');
  await page.keyboard.press('Control+V');
  const question = page.getByRole('dialog', { name: 'Paste this much?' });
  await expect(question).toContainText('9 lines, 72 B, into T1.');
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await page.keyboard.press('Control+V');
  await question.getByRole('button', { name: 'Paste' }).click();
  await page.keyboard.press('Control+D');
  await typed(page, 'clear; wc -l < pasted.txt');
  await poll(() => rows(screen)).toContain('9');
  await page.keyboard.press('Control+V');
  await poll(() => rows(screen).then((all) => all.join())).toMatch(/(echo no,?\s*){9}$/);
  await expect(question).toBeHidden();
  await page.keyboard.press('Control+C');

  // Cursor and program count the same columns.
  const letters = String.raw`$'\u65e5\u672c\u8a9e\U1f433\U1f972\U1fae0'`;
  await typed(page, `clear; printf ${letters} | wc -L`);
  await poll(() => rows(screen)).toContain('12');
  await typed(
    page,
    String.raw`IFS='[;' read -rsd R -p ${letters}$'\e[6n' _ _ at; echo; echo at-$at`,
  );
  await poll(() => rows(screen)).toContain('at-13');

  // Lines wrap anew with the page's size, and nothing else moves.
  await typed(page, `clear; printf 'x%.0s' {1..150}; echo; echo end`);
  const xs = async () => (await rows(screen)).join('').replace(/end.*/, '');
  await poll(xs).toBe('x'.repeat(150));
  // With the prompt: it comes a moment after what was printed.
  await poll(() => rows(screen).then((all) => all.at(-1))).toMatch(/[#$]$/);
  const before = await rows(screen);
  for (const width of [1024, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const isAsBefore = () => rows(screen).then(([first]) => first === before[0]);
    await poll(isAsBefore).toBe(width === 1440);
    await poll(xs).toBe('x'.repeat(150));
  }
  await poll(() => rows(screen)).toEqual(before);

  await typed(page, 'vim notes.txt');
  await poll(() => rows(screen)).toContain('~');
  await page.keyboard.type('ihello ');
  await page.setViewportSize({ width: 1024, height: 900 });
  await page.keyboard.type('there');
  await poll(() => rows(screen).then(([first]) => first)).toBe('hello there');
  await page.keyboard.press('Escape');
  await typed(page, ':wq');
  await poll(() => rows(screen)).toContain('end');
  await page.setViewportSize({ width: 1440, height: 900 });

  await typed(page, 'clear; cat notes.txt; seq 500 | less');
  await poll(() => rows(screen).then(([first]) => first)).toBe('1');
  await page.keyboard.type('G');
  await poll(() => rows(screen)).toContain('500');
  await page.keyboard.type('q');
  await poll(() => rows(screen).then(([first]) => first)).toBe('hello there');

  await typed(page, 'htop');
  await poll(() => rows(screen).then((all) => all.at(-1))).toMatch(/F1Help.*F10Quit/);
  await page.keyboard.type('q');
  await poll(() => rows(screen).then(([first]) => first)).toBe('hello there');
});

test('after a reload a program with the whole screen stands as it stood, and nothing was typed into it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1680, height: 900 });
  await new Learner(page).start(LESSON);
  const screen = await readable(page);
  await typed(page, `seq -s ' ' 400 > numbers.txt; vim -c 'set number' numbers.txt`);
  await poll(() => rows(screen)).toContain('~');
  await page.keyboard.type('i');
  await poll(() => rows(screen).then((all) => all.at(-1))).toMatch(/-- INSERT --/);
  const before = await rows(screen);
  expect(before[0]?.length).toBeGreaterThan(100);
  await page.reload();
  await poll(() => rows(screen)).toEqual(before);
  // A click would tell vim where to go on.
  await screen.locator('textarea').focus();
  await page.keyboard.type('and ');
  await poll(() => rows(screen).then(([first]) => first)).toMatch(/^ +1 and 1 2 3/);
});

/** The screen of T1 with the focus. What is on it can be read as text then, by a test too. */
async function readable(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Terminal menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Screen reader mode' }).click();
  await page.keyboard.press('Escape');
  const screen = pane(page, 'T1');
  await screen.click();
  return screen;
}

function pane(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Terminal ${name}`, exact: true });
}

/** As on a keyboard, into what has the focus. */
async function typed(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** What the shell of T1, which has the focus, says of its width. */
async function columns(learner: Learner): Promise<number> {
  const since = learner.output.mark('T1');
  await typed(learner.page, 'stty size');
  const said = /\n\d+ (\d+)\n/;
  await poll(since).toMatch(said);
  return Number(said.exec(since())?.[1]);
}

/** The lines on the screen as a screen reader reads them, without blanks at their ends and empty ones at the bottom. */
async function rows(screen: Locator): Promise<string[]> {
  const texts = await screen.locator('.xterm-accessibility-tree > *').allTextContents();
  const lines = texts.map((text) => text.replaceAll('\u00a0', ' ').trimEnd());
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

/** Where on the page a letter of the screen is. */
async function at(screen: Locator, row: number, column: number): Promise<{ x: number; y: number }> {
  const lines = screen.locator('.xterm-accessibility-tree > *');
  const box = await lines.nth(row).boundingBox();
  if (!box) throw new Error('the terminal has no such row');
  return { x: box.x + (column + 0.5) * 7.8, y: box.y + box.height / 2 };
}

function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A screen is read often and at little cost. */
function poll<Value>(read: () => Value) {
  return expect.poll(read, { intervals: [100] });
}
