import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Bench, warmUps } from './bench.ts';
import { onBox } from './box.ts';
import { VIEWPORT, withBrowser } from './browser.ts';
import { compare, type Measurement } from './measurement.ts';
import { startTtyd } from './peers/ttyd.ts';
import { startWetty } from './peers/wetty.ts';
import { withServer } from './server.ts';
import { openTerminalPage, type TerminalPage } from './terminal-page.ts';

const ROUNDS = 10;
/** Without WebGL xterm draws elements; what was painted on a canvas no page can tell. */
const DRAWN_AS_ELEMENTS = ['--disable-3d-apis'];
const TITLE = 'Build and ship a custom image';

/**
 * Milliseconds from a key's event until its character is painted, in one Chromium: in a lab's terminal, whose shell is
 * in a sandbox, and in the pages of ttyd and wetty, whose shells are on this box. Each round is a line of 20 letters in
 * each, by turns; a sample is a key. All three draw by xterm.js, as elements.
 */
export async function echo(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const samples = { ours: [] as number[], ttyd: [] as number[], wetty: [] as number[] };
  await withTerminals(bench, async (pages) => {
    // The first of each fills caches: it is not counted.
    for (let round = 1 - warmUps(bench); round <= rounds; round += 1) {
      for (const name of ['ours', 'ttyd', 'wetty'] as const) {
        bench.signal.throwIfAborted();
        const times = await pages[name].typeLine();
        if (round > 0) samples[name].push(...times);
      }
    }
  });
  const { ours, ttyd, wetty } = samples;
  return [
    compare({ name: 'echo', unit: 'ms (baseline: ttyd)', ours, baseline: ttyd }),
    compare({ name: 'echo-wetty', unit: 'ms (baseline: wetty)', ours, baseline: wetty }),
  ];
}

type Terminals = Readonly<Record<'ours' | 'ttyd' | 'wetty', TerminalPage>>;

async function withTerminals(
  bench: Bench,
  work: (pages: Terminals) => Promise<void>,
): Promise<void> {
  await onBox(bench, async (box) => {
    const folder = join(box.home, 'cache/peers');
    const ttyd = await startTtyd(bench, folder);
    try {
      const wetty = await startWetty(bench, folder);
      try {
        await withServer({ bench, box, pool: 0, maxSessions: 1 }, (url) =>
          withBrowser(async (browser) => {
            const context = await browser.newContext({ viewport: VIEWPORT });
            await work({
              ours: await openTerminalPage({ context, url, open: openLab }),
              ttyd: await openTerminalPage({ context, url: ttyd.url, open: atPrompt }),
              wetty: await openTerminalPage({ context, url: wetty.url, open: atPrompt }),
            });
          }, DRAWN_AS_ELEMENTS),
        );
      } finally {
        await wetty.stop();
      }
    } finally {
      await ttyd.stop();
    }
  });
}

async function openLab(page: Page): Promise<void> {
  // As for a learner who has been here before: the others show no tour either.
  await page.evaluate(() => localStorage.setItem('drydock.tour', 'seen'));
  await page.getByRole('link', { name: `Start ${TITLE}` }).click();
  await atPrompt(page);
}

async function atPrompt(page: Page): Promise<void> {
  await page
    .locator('.xterm-rows')
    .filter({ hasText: /[#$]\s*$/ })
    .first()
    .waitFor();
  await page.locator('.xterm-helper-textarea').first().focus();
}
