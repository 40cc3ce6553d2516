import { setTimeout as pause } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { atOnce } from './at-once.ts';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';
import { availableMemory, diskInUse, memoryOf } from './footprint.ts';
import { percentile } from './measurement.ts';

/** What sandboxes that run side by side take. */
export interface Fleet {
  /** MB of each. */
  readonly memory: readonly number[];
  /** MB of each, on an average. */
  readonly disk: number;
  readonly answering: number;
  /** Bytes that the box has less than before the first was started: with what runs outside of the containers. */
  readonly boxMemory: number;
}

interface FleetToMeasure<T> {
  readonly bench: Bench;
  readonly box: Box;
  /** The box before the first. */
  readonly before: BoxUse;
  readonly containers: readonly Dockerode.Container[];
  readonly members: readonly T[];
  readonly answers: (member: T) => Promise<boolean>;
}

/** Bytes. */
export interface BoxUse {
  readonly availableMemory: number;
  readonly disk: number;
}

export async function boxUse({ docker, home }: Box): Promise<BoxUse> {
  const { DockerRootDir } = (await docker.info()) as { DockerRootDir: string };
  return {
    availableMemory: await availableMemory(),
    disk: await diskInUse([DockerRootDir, home]),
  };
}

const LIMIT = 4;
const MB = 1e6;
const LOOK_EVERY_MS = 3000;
const SETTLE_LIMIT_MS = 60_000;

/** Waits until their memory is settled, looks at all of them, and asks each at the end. */
export async function measureFleet<T>(fleet: FleetToMeasure<T>): Promise<Fleet> {
  const { bench, box, before, containers, members, answers } = fleet;
  const memory = await settledMemory(containers, bench);
  const after = await boxUse(box);
  const answered = await each(members, answers);
  return {
    memory: memory.map((bytes) => bytes / MB),
    disk: (after.disk - before.disk) / MB / members.length,
    answering: answered.filter((isAnswer) => isAnswer).length,
    boxMemory: before.availableMemory - after.availableMemory,
  };
}

/** Bytes. What a few take is lost in what else the box does: then what their cgroups count. */
export function memoryOfFleet({ memory, boxMemory }: Fleet): number {
  return Math.max(boxMemory, sum(memory) * MB);
}

export function toldFleet({ memory, answering, boxMemory }: Fleet): string {
  const each = boxMemory / MB / memory.length;
  return `${answering} of ${memory.length} answer; the box has ${Math.round(boxMemory / MB)} MB less, ${each.toFixed(1)} MB for each`;
}

/** When two looks in a row differ by less than 2 % in sum. */
async function settledMemory(
  containers: readonly Dockerode.Container[],
  { signal, say }: Bench,
): Promise<number[]> {
  const limit = performance.now() + SETTLE_LIMIT_MS;
  let last = await each(containers, memoryOf);
  for (;;) {
    await pause(LOOK_EVERY_MS, undefined, { signal });
    const now = await each(containers, memoryOf);
    const settled = Math.abs(sum(now) - sum(last)) < 0.02 * sum(last);
    if (settled) return now;
    if (performance.now() > limit) {
      say(`not settled: ${percentile(last, 50) / MB} MB, then ${percentile(now, 50) / MB} MB`);
      return now;
    }
    last = now;
  }
}

function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  return atOnce({ count: items.length, limit: LIMIT }, (index) => work(items[index] as T));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
