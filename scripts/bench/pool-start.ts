import { baseImages, withImageTar } from './base-images.ts';
import { type Bench, settle, warmUps } from './bench.ts';
import { type Box, onBox } from './box.ts';
import { untilShellPrompt } from './container-exec.ts';
import { loadImages, startConventional } from './conventional-start.ts';
import { compare, type Measurement } from './measurement.ts';
import { withPage } from './page-prompt.ts';
import { untilPoolIsFull, withServer } from './server.ts';

const ROUNDS = 10;
const POOL = 2;
const TITLE = 'Build and ship a custom image';

/**
 * Milliseconds from the click on Start, on a home page that is open, until the first prompt of the terminal is
 * painted in Chromium; with a pool that is full again before each click. The baseline is the conventional start,
 * cold, until an exec'd shell shows its prompt, with no page and no server in between. By turns.
 */
export async function poolStart(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const pool = bench.numbers.pool ?? POOL;
  const ours: number[] = [];
  const baseline: number[] = [];
  await onBox(bench, async (box) => {
    const images = await baseImages(box, bench);
    await withImageTar({ bench, box, images }, (tar) =>
      withServer({ bench, box, pool, maxSessions: pool + 1 }, (url) =>
        withPage(url, async (page) => {
          // The first of each fills caches: it is not counted.
          for (let round = 1 - warmUps(bench); round <= rounds; round += 1) {
            bench.signal.throwIfAborted();
            const theirs = await startTheirs({ bench, box, tar, images });
            await untilPoolIsFull({ bench, url, pool });
            await settle();
            const { sent, painted } = await page.pressStart(TITLE);
            const told = `prompt sent after ${Math.round(sent)} ms, painted after ${Math.round(painted)} ms`;
            bench.say(`${told}; conventional: ${Math.round(theirs)} ms`);
            if (round === 0) continue;
            ours.push(painted);
            baseline.push(theirs);
          }
        }),
      ),
    );
  });
  return [compare({ name: 'pool-start', unit: 'ms', ours, baseline })];
}

interface TheirStart {
  readonly bench: Bench;
  readonly box: Box;
  readonly tar: string;
  readonly images: readonly string[];
}

async function startTheirs({ bench, box, tar, images }: TheirStart): Promise<number> {
  const started = performance.now();
  const conventional = await startConventional({ bench, box, tar });
  try {
    await loadImages(conventional, images);
    await untilShellPrompt(conventional.container, bench.signal);
    return performance.now() - started;
  } finally {
    await conventional.remove();
  }
}
