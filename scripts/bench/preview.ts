import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type Bench, warmUps } from './bench.ts';
import { VIEWPORT, withBrowser } from './browser.ts';
import { compare, type Measurement } from './measurement.ts';
import { withDrydock } from './server.ts';

const ROUNDS = 10;
const LAB = fileURLToPath(new URL('../../labs/custom-images', import.meta.url));
const WATCH = fileURLToPath(new URL('page-text-watch.js', import.meta.url));
const SEEN_LIMIT_MS = 30_000;

/**
 * Milliseconds from the moment before a save of `lab.md` until the new text is painted in Chromium, by `drydock
 * preview` of the largest lab that ships, with its sandbox running. The baseline is a reload of that same page, from
 * the moment before it until the text is painted again: what an author does where nothing follows their saves.
 */
export async function preview(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const ours: number[] = [];
  const baseline: number[] = [];
  const directory = await mkdtemp(join(tmpdir(), 'drydock-bench-preview-'));
  const lab = join(directory, 'custom-images');
  await cp(LAB, lab, { recursive: true });
  const source = await readFile(join(lab, 'lab.md'), 'utf8');
  try {
    await withDrydock({ bench, args: ['preview', lab], environment: {} }, (url) =>
      withWatchedPage(url, async ({ page, seen }) => {
        // The first of each fills caches: it is not counted.
        for (let round = 1 - warmUps(bench); round <= rounds; round += 1) {
          bench.signal.throwIfAborted();
          const text = `Saved in round ${round}.`;
          const appeared = await seen(text);
          const before = Date.now();
          await writeFile(join(directory, 'saved'), source.replace('\n## ', `\n${text}\n\n## `));
          await rename(join(directory, 'saved'), join(lab, 'lab.md'));
          const saved = (await appeared()) - before;
          const again = await seen(text);
          const asked = Date.now();
          await page.reload({ waitUntil: 'commit' });
          const reloaded = (await again()) - asked;
          bench.say(`painted ${saved} ms after the save; reloaded: ${reloaded} ms`);
          if (round < 1) continue;
          ours.push(saved);
          baseline.push(reloaded);
        }
      }),
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return [compare({ name: 'preview', unit: 'ms', ours, baseline })];
}

interface WatchedPage {
  readonly page: Page;
  /** Begins to look for the text, and resolves with what waits until it is painted: when, in milliseconds since 1970. */
  seen(text: string): Promise<() => Promise<number>>;
}

/** With a page of headless Chromium that shows the lab: `CHROMIUM_PATH`, or Debian's. */
async function withWatchedPage(
  url: string,
  work: (watched: WatchedPage) => Promise<void>,
): Promise<void> {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: VIEWPORT });
    let told = (_text: string, _time: number) => {};
    await page.exposeFunction('benchSeen', (text: string, time: number) => told(text, time));
    await page.addInitScript({ path: WATCH });
    await page.goto(url);
    await page.getByRole('tabpanel', { name: 'T1', exact: true }).waitFor();
    await work({
      page,
      async seen(text) {
        const painted = new Promise<number>((resolve, reject) => {
          told = (of, time) => of === text && resolve(time);
          const late = () => reject(new Error(`"${text}" was not painted in time.`));
          setTimeout(late, SEEN_LIMIT_MS).unref();
        });
        await page.evaluate((wanted) => sessionStorage.setItem('bench-text', wanted), text);
        return () => painted;
      },
    });
  });
}
