import { expect, type Page, test } from '@playwright/test';
import { address, skipTour } from './learner.ts';

const LESSON = 'All that a lesson can do';
const SOCKET = /\/api\/sessions\/.*\/socket/;

test('on a line that answers late, typing is on the screen at once, and never where it is not echoed', async ({
  page,
}) => {
  const line = await lateLine(page);
  await skipTour(page);
  await page.goto(address());
  await page.getByRole('link', { name: `Start ${LESSON}` }).click();
  await expect.poll(() => lastRow(page)).toMatch(/[#$]$/);

  // A new size has the shell draw its prompt again, soon after the first: the shell's echo is awaited again then.
  await expect(async () => {
    await page.keyboard.press('Control+U');
    await page.keyboard.type('e');
    await poll(() => lastRow(page)).toMatch(/[#$] e$/);
    line.hold();
    try {
      await page.keyboard.type('cho on-$((40+2))');
      await poll(() => lastRow(page)).toMatch(/[#$] echo on-\$\(\(40\+2\)\)$/);
      await poll(line.held).toBeGreaterThan(0);
    } finally {
      line.release();
    }
  }).toPass();
  await page.keyboard.press('Enter');
  await expect.poll(() => rows(page)).toContain('on-42');
  expect((await rows(page)).filter((row) => row.includes('echo on-$((40+2))'))).toHaveLength(1);

  // What a shell takes otherwise than as a letter is shown as the shell has it.
  await page.keyboard.type('# a');
  await page.keyboard.press('Control+R');
  await page.keyboard.type('on-');
  await expect
    .poll(() => lastRow(page))
    .toMatch(/^\(reverse-i-search\)`on-': echo on-\$\(\(40\+2\)\)$/);
  await page.keyboard.press('Control+C');
  await expect.poll(() => lastRow(page)).toMatch(/[#$]$/);

  // A program echoes one letter, and then no more.
  await page.keyboard.type('read -rn1 -p asks- a; read -rsn6 b; echo got-$a$b');
  await page.keyboard.press('Enter');
  await expect.poll(() => lastRow(page)).toBe('asks-');
  await page.keyboard.type('x');
  await expect.poll(() => lastRow(page)).toBe('asks-x');
  await page.keyboard.type('hidde');
  await page.evaluate(nextFrames);
  expect(await lastRow(page)).toBe('asks-x');
  await page.keyboard.type('n');
  await expect.poll(() => rows(page)).toContain('asks-xgot-xhidden');
});

/** A way between page and server on which answers can be held up. Has to be made before the page opens its socket. */
async function lateLine(page: Page) {
  let deliver: (() => void)[] | undefined;
  await page.routeWebSocket(SOCKET, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (deliver) deliver.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    hold() {
      deliver = [];
    },
    held: () => deliver?.length ?? 0,
    release() {
      const late = deliver ?? [];
      deliver = undefined;
      for (const each of late) each();
    },
  };
}

/** The lines on the screen, without blanks at their ends and empty ones. */
async function rows(page: Page): Promise<string[]> {
  const texts = await page.locator('.xterm-rows > *').allTextContents();
  return texts.map((text) => text.replaceAll('\u00a0', ' ').trimEnd()).filter((row) => row !== '');
}

async function lastRow(page: Page): Promise<string | undefined> {
  return (await rows(page)).at(-1);
}

/** In the page: resolves when what was typed has been drawn. */
function nextFrames(): Promise<void> {
  return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn())));
}

/** A screen is read often and at little cost; what is held up may be shown for a moment only. */
function poll<Value>(read: () => Value) {
  return expect.poll(read, { intervals: [50], timeout: 2_000 });
}
