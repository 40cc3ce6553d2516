import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.ts';
import { VIEWPORT, withBrowser } from './browser.ts';

const WATCH = fileURLToPath(new URL('page-interactive-watch.js', import.meta.url));
/** Of the processor's time the page gets one part of so many. */
const SLOWDOWN = 4;
const LIMIT_MS = 30_000;

interface InteractiveRun {
  readonly bench: Bench;
  /** Of a lab. */
  readonly url: string;
  readonly rounds: number;
  /** Before each round: until a sandbox is ready. */
  readonly wait: () => Promise<void>;
}

/**
 * Milliseconds from the start of the navigation to a lab, in a browser that has never been there, until it is
 * interactive: its instructions are on the screen with their buttons, and half a second begins in which no task of the
 * page takes longer than 50 ms, so that every press is answered within that.
 */
export async function interactiveTimes(run: InteractiveRun): Promise<number[]> {
  const { bench, rounds, wait } = run;
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    bench.signal.throwIfAborted();
    await wait();
    const time = await oneVisit(run.url);
    bench.say(`the lab is interactive after ${Math.round(time)} ms`);
    times.push(time);
  }
  return times;
}

async function oneVisit(url: string): Promise<number> {
  return await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: VIEWPORT });
    let tell = (_time: number) => {};
    const interactive = new Promise<number>((resolve, reject) => {
      tell = resolve;
      const late = () => reject(new Error(`Not interactive within ${LIMIT_MS / 1000} s.`));
      setTimeout(late, LIMIT_MS).unref();
    });
    await page.exposeFunction('benchInteractive', (time: number) => tell(time));
    await page.addInitScript({ path: WATCH });
    // The browser is there, and has nothing of the page yet.
    await page.goto('about:blank');
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.goto(url, { waitUntil: 'commit' });
    const time = await interactive;
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.evaluate(endSessions);
    return time;
  });
}

/** In the page. */
async function endSessions(): Promise<void> {
  const answer = await fetch('/api/sessions');
  const { sessions } = (await answer.json()) as { sessions: { session: string }[] };
  for (const { session } of sessions) {
    await fetch(`/api/sessions/${session}`, { method: 'DELETE' });
  }
}
