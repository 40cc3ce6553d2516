import { chromium } from '@playwright/test';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import type { Bench } from './bench.ts';
import { onBox } from './box.ts';
import { interactiveTimes } from './interactive.ts';
import { compare, type Measurement } from './measurement.ts';
import { untilPoolIsFull, withServer } from './server.ts';

const ROUNDS = 5;
/** Points of 100 that each page has to reach. */
const LINE = 95;
/** Milliseconds within which a lab has to answer. */
const INTERACTIVE_LINE_MS = 1_500;

const PAGES = { home: '', lab: '/labs/custom-images' } as const;
/** `undefined` is Lighthouse's own default: a telephone at 1.6 Mbit/s, whose processor is a quarter as fast. */
const DEVICES = { desktop, mobile: undefined } as const;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;

/**
 * Lighthouse's points for the list of labs and for the page of a lab, as built and served, each time in a Chromium that
 * has seen neither; then the milliseconds until a lab is interactive (see `interactiveTimes`). The baseline is the line
 * that is drawn for each; of points more are better, so a ratio of at most 1 is at or above it.
 */
export async function lighthousePoints(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const points = new Map<string, number[]>();
  let interactive: readonly number[] = [];
  await onBox(bench, (box) =>
    withServer({ bench, box, pool: 1, maxSessions: 4 * rounds + 4 }, async (url) => {
      const wait = () => untilPoolIsFull({ bench, url, pool: 1 });
      for (let round = 1; round <= rounds; round += 1) {
        for (const visit of visits()) {
          bench.signal.throwIfAborted();
          await wait();
          const scores = await scoresOf(`${url}${visit.path}`, visit.config);
          bench.say(`${visit.name}: ${JSON.stringify(scores)}`);
          for (const [category, score] of Object.entries(scores)) {
            const name = `lighthouse-${visit.name}-${category}`;
            points.set(name, [...(points.get(name) ?? []), score]);
          }
        }
      }
      interactive = await interactiveTimes({ bench, url: `${url}${PAGES.lab}`, rounds, wait });
    }),
  );
  const unit = 'points (baseline: the line)';
  return [
    ...[...points].map(([name, ours]) => compare({ name, unit, ours, baseline: [LINE] })),
    compare({
      name: 'lab-interactive',
      unit: 'ms at a quarter of the speed (baseline: the line)',
      ours: interactive,
      baseline: [INTERACTIVE_LINE_MS],
    }),
  ];
}

function visits() {
  return Object.entries(PAGES).flatMap(([page, path]) =>
    Object.entries(DEVICES).map(([device, config]) => ({
      name: `${page}-${device}`,
      path,
      config,
    })),
  );
}

/** Throws what Lighthouse says when it could not measure, three times where only its recording had failed. */
async function scoresOf(
  url: string,
  config: typeof desktop | undefined,
  attempt = 1,
): Promise<Record<string, number>> {
  const report = await reportOf(url, config);
  const { runtimeError } = report;
  // It then asks to be run again, and has measured nothing.
  if (runtimeError?.code === 'NO_NAVSTART' && attempt < 3)
    return await scoresOf(url, config, attempt + 1);
  if (runtimeError) throw new Error(runtimeError.message);
  return Object.fromEntries(
    CATEGORIES.map((category) => [
      category,
      Math.round((report.categories[category]?.score ?? 0) * 100),
    ]),
  );
}

/** In a Chromium that nothing else holds: of a page that Playwright has too, a recording can miss the beginning. */
async function reportOf(url: string, config: typeof desktop | undefined) {
  const chromium = await launch({
    chromePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'],
    logLevel: 'error',
    // This program removes what it made first.
    handleSIGINT: false,
  });
  try {
    const { port } = chromium;
    const result = await lighthouse(
      url,
      { port, logLevel: 'error', output: 'json', onlyCategories: [...CATEGORIES] },
      config,
    );
    if (!result) throw new Error('Lighthouse has no report.');
    await endSessions(port, new URL(url).origin);
    return result.lhr;
  } finally {
    chromium.kill();
  }
}

/** Of the learner that Lighthouse was. */
async function endSessions(port: number, origin: string): Promise<void> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no learner.');
  const answer = await context.request.get(`${origin}/api/sessions`);
  const { sessions } = (await answer.json()) as { sessions: { session: string }[] };
  for (const { session } of sessions) {
    await context.request.delete(`${origin}/api/sessions/${session}`);
  }
  await browser.close();
}
