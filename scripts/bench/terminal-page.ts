import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';

const WATCH = fileURLToPath(new URL('page-terminal-watch.js', import.meta.url));
const ECHO_LIMIT_MS = 10_000;
const FLOOD_LIMIT_MS = 120_000;
const LETTERS = [...'abcdefghijklmnopqrst'];
/** On the terminal of each of the pages. */
const MOUSE = { x: 850, y: 700 };
/** Stands for a prompt in the last line. */
const PROMPT = '';

/** A page with a terminal whose shell waits at its prompt. */
export interface TerminalPage {
  /** Types a line of letters; milliseconds from the event of each key until its character was painted. */
  typeLine(): Promise<number[]>;
  /**
   * Runs a command until its prompt is back. Resolves with the milliseconds of the page's longest task meanwhile; 0
   * where none was over 50, of which browsers tell nothing.
   */
  flood(command: string): Promise<number>;
  /** Runs a command, presses Ctrl+C some time after; milliseconds from that key's event until the prompt was painted. */
  interrupt(command: string, after: number): Promise<number>;
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
  let painted = (_wanted: string, _milliseconds: number) => {};
  await page.exposeFunction('benchPainted', (of: string, time: number) => painted(of, time));
  await page.addInitScript({ path: WATCH });
  await page.goto(url);
  await open(page);
  await page.locator('.xterm-rows').first().waitFor({ state: 'attached' });
  // A mouse that rests on a page costs it something in each frame; a page that was not clicked has none yet.
  await page.mouse.move(MOUSE.x, MOUSE.y);
  let lines = 0;

  /** Presses the key and waits until that is on the screen; milliseconds from its event. */
  async function press(key: string, wanted: string, limit = ECHO_LIMIT_MS): Promise<number> {
    let late: NodeJS.Timeout | undefined;
    const seen = new Promise<number>((resolve, reject) => {
      painted = (of, time) => of === wanted && resolve(time);
      const fail = () => reject(new Error(`"${wanted}" was not painted in time at ${url}.`));
      late = setTimeout(fail, limit);
    });
    // It may fail while the key is still being pressed: that is not yet the moment to end.
    seen.catch(() => undefined);
    try {
      await page.evaluate(awaitPainted, wanted);
      await page.keyboard.press(key);
      return await seen;
    } finally {
      clearTimeout(late);
    }
  }

  /** So that a line is looked for only once it is typed. */
  async function type(command: string): Promise<void> {
    await page.bringToFront();
    await page.keyboard.type(command.slice(0, -1));
    await press(command.slice(-1), command.slice(-20));
  }

  return {
    async typeLine() {
      await page.bringToFront();
      lines += 1;
      // What the line before left on the screen must not be taken for this one.
      let typed = `#${lines}-`;
      await page.keyboard.type(typed);
      typed += '.';
      await press('.', typed);
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
    async flood(command) {
      await type(command);
      const began = Date.now();
      await press('Enter', PROMPT, FLOOD_LIMIT_MS);
      return await page.evaluate(longestTask, began);
    },
    async interrupt(command, after) {
      await type(command);
      await page.keyboard.press('Enter');
      await pause(after);
      return await press('Control+C', PROMPT);
    },
  };
}

interface Watch {
  benchAwait(text: string): void;
  benchLongestTask(since: number): number;
}

/** In the page. */
function awaitPainted(wanted: string): void {
  (globalThis as unknown as Watch).benchAwait(wanted);
}

/** In the page. */
function longestTask(since: number): number {
  return (globalThis as unknown as Watch).benchLongestTask(since);
}
