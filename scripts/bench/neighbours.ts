import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { onBox } from './box.ts';
import { type Learner, pressStart } from './learner.ts';
import { compare, type Measurement } from './measurement.ts';
import { withServer } from './server.ts';

const LAB = 'custom-images';
const ECHOES = 200;
/** As many as there are cores on a small box: each sandbox may have one. */
const CULPRITS = 2;
/** Of a typist in a hurry, in milliseconds. */
const BETWEEN_KEYS_MS = 25;
const ECHO_LIMIT_MS = 60_000;

/** What a learner may type, by mistake or not; it goes on until the sandbox ends. */
const NUISANCES: Readonly<Record<string, string>> = {
  'fork-bomb': ':(){ :|:& };:',
  'memory-hog': 'while :; do perl -e \'push @all, "x" x 1_000_000 while 1\'; done',
  output: 'yes',
  fallocate: 'while :; do fallocate -l 20G /root/fill; rm -f /root/fill; done',
  'full-disk': 'while :; do dd if=/dev/zero of=/root/fill bs=1M; done',
  'full-build':
    'while :; do printf "FROM busybox\\nRUN dd if=/dev/zero of=/big bs=1M" | docker build --no-cache -; done',
};

/**
 * Milliseconds from a key to its echo for a learner at the prompt, through the server and its WebSocket, while two
 * other learners do their worst. The baseline is the same learner's echo just before, when the others did nothing:
 * a ratio above 0.33 is an echo that takes less than three times as long.
 */
export async function neighbours(bench: Bench): Promise<Measurement[]> {
  const echoes = bench.numbers.rounds ?? ECHOES;
  const maxSessions = CULPRITS + 1;
  return onBox(bench, (box) =>
    withServer({ bench, box, pool: 0, maxSessions }, async (url) => {
      const start = () => pressStart({ url, lab: LAB, signal: bench.signal });
      const learner = await start();
      const measurements: Measurement[] = [];
      for (const [name, line] of Object.entries(NUISANCES)) {
        const culprits = [];
        for (let count = 0; count < CULPRITS; count += 1) culprits.push(await start());
        const quiet = await echoTimes(learner, echoes, bench.signal);
        for (const culprit of culprits) culprit.type(`${line}\r`);
        const disturbed = await echoTimes(learner, echoes, bench.signal);
        const row = { name: `neighbours-${name}`, unit: 'ms', ours: disturbed, baseline: quiet };
        measurements.push(compare(row));
        bench.say(JSON.stringify(measurements.at(-1)));
        await Promise.all(culprits.map((culprit) => culprit.end()));
      }
      await learner.end();
      return measurements;
    }),
  );
}

async function echoTimes(learner: Learner, count: number, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  let shown = (): void => undefined;
  learner.onOutput(() => shown());
  for (let key = 0; key < count; key += 1) {
    await pause(BETWEEN_KEYS_MS, undefined, { signal });
    const pressed = performance.now();
    const echo = new Promise<void>((resolve) => {
      shown = resolve;
    });
    // Typed and taken back by turns, so that the line stays short.
    learner.type(key % 2 === 0 ? 'x' : '\x7f');
    await within(echo, signal);
    times.push(performance.now() - pressed);
  }
  return times;
}

async function within(echo: Promise<void>, signal: AbortSignal): Promise<void> {
  const done = new AbortController();
  const late = pause(ECHO_LIMIT_MS, undefined, { signal: AbortSignal.any([signal, done.signal]) });
  const never = late.then(() => {
    throw new Error(`No echo came within ${ECHO_LIMIT_MS} ms.`);
  });
  try {
    await Promise.race([echo, never]);
  } finally {
    done.abort();
    never.catch(() => undefined);
  }
}
