import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';

const WATCH = fileURLToPath(new URL('page-echo-watch.js', import.meta.url));
const ECHO_LIMIT_MS = 10_000;
const LETTERS = [...'abcdefghijklmnopqrst'];

/** A page with a terminal whose shell waits at its prompt. */
export interface TerminalPage {
  /** Types a line of letters; milliseconds from the event of each key until its character was painted. */
  typeLine(): Promise<number[]>;
}

export interface TerminalPageOptions {
  readonly context: BrowserContext;
  readonly url: string;
  /** Brings the page to its terminal and gives that the keyboard. */
  readonly open: (page: Page) => Promise<void>;
}

/** Throws where the terminal is not drawn as elements. */
export async function openTerminalPage(options: TerminalPageOptions): Promise<TerminalPage> {
  const { context, url, open } = options;
  const page = await context.newPage();
  let echoed = (_text: string, _milliseconds: number) => {};
  await page.exposeFunction('benchEchoed', (text: string, time: number) => echoed(text, time));
  await page.addInitScript({ path: WATCH });
  await page.goto(url);
  await open(page);
  await page.locator('.xterm-rows').first().waitFor({ state: 'attached' });
  let lines = 0;

  /** Presses the key and waits until the text is on the screen. */
  async function press(key: string, text: string): Promise<number> {
    const painted = new Promise<number>((resolve, reject) => {
      echoed = (of, time) => of === text && resolve(time);
      const late = () => reject(new Error(`"${text}" was not painted in time at ${url}.`));
      setTimeout(late, ECHO_LIMIT_MS).unref();
    });
    await page.evaluate(awaitText, text);
    await page.keyboard.press(key);
    return await painted;
  }

  return {
    async typeLine() {
      await page.bringToFront();
      lines += 1;
      // What the line before left on the screen must not be taken for this one.
      let typed = `#${lines}-`;
      await page.keyboard.type(typed);
      await press('.', `${typed}.`);
      typed += '.';
      const times: number[] = [];
      for (const [index, letter] of LETTERS.entries()) {
        typed += letter;
        times.push(await press(letter, typed));
        // Keys come at any moment of a frame.
        await pause(20 + ((index * 7) % 17));
      }
      await page.keyboard.press('Control+U');
      return times;
    },
  };
}

/** In the page. */
function awaitText(text: string): void {
  (globalThis as unknown as { benchAwait(text: string): void }).benchAwait(text);
}
