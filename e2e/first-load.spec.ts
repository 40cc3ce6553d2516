import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { firstLoad, WAYS } from '../scripts/first-load.mjs';
import { address, skipTour } from './learner.ts';

const BUILT = fileURLToPath(new URL('../apps/web/dist', import.meta.url));
/** Tells when the first prompt is on the screen. */
const WATCH = fileURLToPath(new URL('../scripts/bench/page-watch.js', import.meta.url));

const BY = {
  'a lab by its link': {
    locale: 'en-US',
    open: async (page: Page) => void (await page.goto(`${address()}/labs/custom-images`)),
  },
  'a lab by the list of labs, in Japanese': {
    locale: 'ja-JP',
    open: async (page: Page) => {
      await page.goto(address());
      await page.locator('a[href="/labs/custom-images"]').first().click();
    },
  },
};

for (const way of Object.keys(WAYS) as (keyof typeof WAYS)[]) {
  test(`until the first prompt of ${way} is painted, what the size check weighs is loaded and nothing else`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale: BY[way].locale });
    const weighed = firstLoad(BUILT, WAYS[way]);
    const loaded = await loadedUntilPrompt(await context.newPage(), BY[way].open);
    expect(loaded).toEqual(weighed.toSorted());
    await context.close();
  });
}

/** Characters from which it matters where a script is compiled: that of the frame, of labs and of xterm. */
const LARGE = 20_000;
const HINT = '//# allFunctionsCalledOnLoad';

test('every large script of the first load comes with the word that a browser should compile it whole', async ({
  request,
}) => {
  const scripts = firstLoad(BUILT, WAYS['a lab by its link']).filter((path) =>
    path.endsWith('.js'),
  );
  const texts = await Promise.all(
    scripts.map(async (path) => (await request.get(`${address()}/${path}`)).text()),
  );
  const large = texts.filter((text) => text.length > LARGE);
  expect(large.map((text) => text.split('\n', 1)[0])).toEqual(Array(3).fill(HINT));
});

/** The files of ours that a page had asked for when its first prompt was painted. */
async function loadedUntilPrompt(
  page: Page,
  open: (page: Page) => Promise<void>,
): Promise<string[]> {
  let painted = (_time: number) => {};
  const seen = new Promise<number>((resolve) => {
    painted = resolve;
  });
  await page.exposeFunction('benchNote', (name: string, time: number) => {
    if (name === 'painted') painted(time);
  });
  await page.addInitScript({ path: WATCH });
  await skipTour(page);
  await open(page);
  const asked = await page.evaluate(
    (until) =>
      performance
        .getEntriesByType('resource')
        .filter(({ startTime }) => performance.timeOrigin + startTime < until)
        .map(({ name }) => new URL(name).pathname.slice(1)),
    await seen,
  );
  const files = asked.filter((path) => /\.(js|css|ttf|woff2)$/.test(path));
  return ['index.html', ...new Set(files)].toSorted();
}
