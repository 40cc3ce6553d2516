import { setTimeout as pause } from 'node:timers/promises';
import { baseImages, withImageTar } from './base-images.ts';
import type { Bench } from './bench.ts';
import { type Box, onBox } from './box.ts';
import { untilShellPrompt } from './container-exec.ts';
import { type Conventional, loadImages, startConventional } from './conventional-start.ts';
import { pressStart } from './learner.ts';
import { compare, type Measurement, percentile } from './measurement.ts';
import { untilPoolIsFull, withServer } from './server.ts';

const LAB = 'custom-images';
const ROUNDS = 1;
const LEARNERS = 40;
const WITHIN_S = 5;
const POOL = 10;

/**
 * A class begins: all learners press Start, evenly spread over some seconds, at a server of its own with a pool that
 * is full. In seconds from each one's Start to the first prompt of the terminal: `join-storm-last` of the one who
 * waits longest, `join-storm-median` of the one in the middle of each storm. The conventional starts are cold, as
 * many in the same time (--baseline-learners for fewer, and then the names say so), once.
 */
export async function joinStorm(bench: Bench): Promise<Measurement[]> {
  const { numbers } = bench;
  const rounds = numbers.rounds ?? ROUNDS;
  const learners = numbers.learners ?? LEARNERS;
  const theirs = numbers['baseline-learners'] ?? learners;
  const within = (numbers.within ?? WITHIN_S) * 1000;
  return onBox(bench, async (box) => {
    const storms: number[][] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const storm = await ourStorm({ bench, box, learners, within });
      storms.push(storm);
      bench.say(`ours: ${told(storm)}`);
    }
    const baseline = await theirStorm({ bench, box, learners: theirs, within });
    bench.say(`conventional: ${told(baseline)}`);
    const size = theirs === learners ? '' : ` (${learners} learners; conventional: ${theirs})`;
    const row = (name: string, share: number) =>
      compare({
        name,
        unit: `s${size}`,
        ours: storms.map((storm) => percentile(storm, share)),
        baseline: [percentile(baseline, share)],
      });
    return [row('join-storm-last', 100), row('join-storm-median', 50)];
  });
}

interface Storm {
  readonly bench: Bench;
  readonly box: Box;
  readonly learners: number;
  /** Milliseconds. */
  readonly within: number;
}

/** Seconds that each learner waited. */
function ourStorm({ bench, box, learners, within }: Storm): Promise<number[]> {
  const pool = bench.numbers.pool ?? POOL;
  return withServer({ bench, box, pool, maxSessions: learners + pool }, async (url) => {
    await untilPoolIsFull({ bench, url, pool });
    const waits = arrivals(learners, within).map(async (arrival) => {
      await pause(arrival, undefined, { signal: bench.signal });
      const pressed = performance.now();
      const learner = await pressStart({ url, lab: LAB, signal: bench.signal });
      return { seconds: (performance.now() - pressed) / 1000, learner };
    });
    const settled = await Promise.allSettled(waits);
    for (const wait of settled) if (wait.status === 'fulfilled') wait.value.learner.leave();
    return settled.map((wait) => {
      if (wait.status === 'rejected') throw wait.reason;
      return wait.value.seconds;
    });
  });
}

async function theirStorm({ bench, box, learners, within }: Storm): Promise<number[]> {
  const images = await baseImages(box, bench);
  return withImageTar({ bench, box, images }, async (tar) => {
    const started: Conventional[] = [];
    const waits = arrivals(learners, within).map(async (arrival) => {
      await pause(arrival, undefined, { signal: bench.signal });
      const pressed = performance.now();
      const conventional = await startConventional({ bench, box, tar });
      started.push(conventional);
      await loadImages(conventional, images);
      await untilShellPrompt(conventional.container, bench.signal);
      return (performance.now() - pressed) / 1000;
    });
    const settled = await Promise.allSettled(waits);
    for (const conventional of started) await conventional.remove();
    return settled.map((wait) => {
      if (wait.status === 'rejected') throw wait.reason;
      return wait.value;
    });
  });
}

/** Milliseconds after the beginning at which each presses Start: the first at once, the last at the end. */
export function arrivals(learners: number, within: number): number[] {
  const step = learners > 1 ? within / (learners - 1) : 0;
  return Array.from({ length: learners }, (_, index) => index * step);
}

function told(storm: readonly number[]): string {
  const seconds = storm.map((wait) => wait.toFixed(1)).join(' ');
  return `${storm.length} learners waited (s): ${seconds}`;
}
