import type { SandboxDriver } from '@drydock/sandbox';
import { baseImages, learnersName, withImageTar } from './base-images.ts';
import { type Bench, settle, warmUps } from './bench.ts';
import { type Box, onBox, withDriver } from './box.ts';
import { loadImages, startConventional, untilEngineAnswers } from './conventional-start.ts';
import { compare, type Measurement } from './measurement.ts';
import { createStopwatch, type Laps } from './stopwatch.ts';

const ROUNDS = 10;
/** `docker images`, one a line. */
const LIST = ['docker', 'images', '--format', '{{.Repository}}:{{.Tag}}'];

/**
 * One start after the other on a box that is ready and does nothing else, ours and the conventional way by turns.
 * `cold-start`: from the create until `docker images` lists all base images of the catalogue.
 * `engine-ready`: until the engine answers.
 */
export async function coldStart(bench: Bench): Promise<Measurement[]> {
  const rounds = bench.numbers.rounds ?? ROUNDS;
  const ours: Laps[] = [];
  const baseline: Laps[] = [];
  await onBox(bench, async (box) => {
    const images = await baseImages(box, bench);
    await box.conventional();
    await withImageTar({ bench, box, images }, (tar) =>
      withDriver(box, async (driver) => {
        // The first of each finds its files outside of the page cache: it is not counted.
        for (let round = 1 - warmUps(bench); round <= rounds; round += 1) {
          bench.signal.throwIfAborted();
          const id = `round${round}`;
          await settle();
          const our = await startOurs({ bench, driver, id, images: images.map(learnersName) });
          await settle();
          const conventional = await startTheirs({ bench, box, tar, images });
          if (round === 0) continue;
          ours.push(our);
          baseline.push(conventional);
        }
      }),
    );
  });
  const row = (name: string, lap: string) =>
    compare({ name, unit: 'ms', ours: lapOf(ours, lap), baseline: lapOf(baseline, lap) });
  return [row('cold-start', 'images listed'), row('engine-ready', 'engine answers')];
}

interface OurStart {
  readonly bench: Bench;
  readonly driver: SandboxDriver;
  readonly id: string;
  readonly images: readonly string[];
}

async function startOurs({ bench, driver, id, images }: OurStart): Promise<Laps> {
  const watch = createStopwatch();
  const onProgress = (stage: string) => watch.lap(stage);
  const sandbox = await driver.create({ id, onProgress }, bench.signal);
  try {
    watch.lap('engine answers');
    const { stdout, stderr } = await sandbox.exec({ command: LIST }, bench.signal);
    const listed = new Set(stdout.split('\n'));
    const missing = images.filter((image) => !listed.has(image));
    if (missing.length > 0)
      throw new Error(`The sandbox starts without ${missing.join(', ')}: ${stdout}${stderr}`);
    watch.lap('images listed');
  } finally {
    await sandbox.destroy({ workspace: 'remove' });
  }
  bench.say(`ours: ${watch}`);
  return watch.laps;
}

interface TheirStart {
  readonly bench: Bench;
  readonly box: Box;
  readonly tar: string;
  readonly images: readonly string[];
}

async function startTheirs({ bench, box, tar, images }: TheirStart): Promise<Laps> {
  const watch = createStopwatch();
  const conventional = await startConventional({ bench, box, tar });
  try {
    watch.lap('container started');
    await untilEngineAnswers(conventional);
    watch.lap('engine answers');
    await loadImages(conventional, images);
    watch.lap('images listed');
  } finally {
    await conventional.remove();
  }
  bench.say(`conventional: ${watch}`);
  return watch.laps;
}

function lapOf(runs: readonly Laps[], lap: string): number[] {
  return runs.flatMap((laps) => laps.get(lap) ?? []);
}
