import { fileURLToPath } from 'node:url';
import { VIEWPORT, withBrowser } from './browser.ts';

/** Milliseconds from a click. */
export interface PromptTimes {
  /** The prompt has come over the page's socket. */
  readonly sent: number;
  /** It is on the screen. */
  readonly painted: number;
}

export interface LearnersPage {
  /**
   * Opens the home page as a learner has it before the lesson, presses Start for the lab of this title, and ends the
   * session again when the first prompt is on the screen.
   */
  pressStart(title: string): Promise<PromptTimes>;
}

const WATCH = fileURLToPath(new URL('page-watch.js', import.meta.url));
const PROMPT_LIMIT_MS = 60_000;

/** Runs work with a page of headless Chromium at this address: `CHROMIUM_PATH`, or Debian's. */
export async function withPage<T>(
  url: string,
  work: (page: LearnersPage) => Promise<T>,
): Promise<T> {
  return await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: VIEWPORT });
    const notes = new Map<string, number>();
    let painted = () => {};
    await page.exposeFunction('benchNote', (name: string, time: number) => {
      notes.set(name, time);
      if (name === 'painted') painted();
    });
    await page.addInitScript({ path: WATCH });
    return await work({
      async pressStart(title) {
        await page.goto(url, { waitUntil: 'networkidle' });
        notes.clear();
        const seen = new Promise<void>((resolve, reject) => {
          painted = resolve;
          const late = () => reject(new Error(`No prompt within ${PROMPT_LIMIT_MS / 1000} s.`));
          setTimeout(late, PROMPT_LIMIT_MS).unref();
        });
        const start = page.getByRole('link', { name: `Start ${title}` });
        await Promise.all([seen, start.click({ timeout: PROMPT_LIMIT_MS })]);
        const times = sinceClick(notes);
        await page.evaluate(endSessions);
        return times;
      },
    });
  });
}

function sinceClick(notes: ReadonlyMap<string, number>): PromptTimes {
  const clicked = notes.get('clicked') ?? Number.NaN;
  const since = (name: string) => (notes.get(name) ?? Number.NaN) - clicked;
  return { sent: since('sent'), painted: since('painted') };
}

/** In the page. */
async function endSessions(): Promise<void> {
  const answer = await fetch('/api/sessions');
  const { sessions } = (await answer.json()) as { sessions: { session: string }[] };
  for (const { session } of sessions) {
    await fetch(`/api/sessions/${session}`, { method: 'DELETE' });
  }
}
