import { setTimeout as pause } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import { atOnce } from './at-once.ts';
import type { Bench } from './bench.ts';
import { availableMemory, diskOf, memoryOf } from './footprint.ts';
import { percentile } from './measurement.ts';

/** What sandboxes that run side by side take. */
export interface Fleet {
  /** MB of each. */
  readonly memory: readonly number[];
  /** MB of each. */
  readonly disk: readonly number[];
  readonly answering: number;
  /** Bytes that the box has less than before the first was started: with what runs outside of the containers. */
  readonly boxMemory: number;
}

interface FleetToMeasure<T> {
  readonly bench: Bench;
  /** Bytes that were available before the first. */
  readonly before: number;
  readonly containers: readonly Dockerode.Container[];
  readonly members: readonly T[];
  readonly answers: (member: T) => Promise<boolean>;
}

const LIMIT = 4;
const MB = 1e6;
const LOOK_EVERY_MS = 3000;
const SETTLE_LIMIT_MS = 60_000;

/** Waits until their memory is settled, looks at all of them, and asks each at the end. */
export async function measureFleet<T>(fleet: FleetToMeasure<T>): Promise<Fleet> {
  const { bench, before, containers, members, answers } = fleet;
  const memory = await settledMemory(containers, bench);
  const disk = await each(containers, diskOf);
  const boxMemory = before - (await availableMemory());
  const answered = await each(members, answers);
  return {
    memory: memory.map((bytes) => bytes / MB),
    disk: disk.map((bytes) => bytes / MB),
    answering: answered.filter((isAnswer) => isAnswer).length,
    boxMemory,
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
