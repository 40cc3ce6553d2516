import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BenchOptions } from './options.ts';

/** One run of one benchmark. */
export interface Bench {
  readonly numbers: BenchOptions['numbers'];
  readonly short: boolean;
  /** Aborted by Ctrl+C: what was made is removed then. */
  readonly signal: AbortSignal;
  /** A line for who watches; figures go elsewhere. */
  readonly say: (line: string) => void;
}

/** Rounds before the measured ones, which fill caches and are not counted. */
export function warmUps({ short }: Bench): number {
  return short ? 0 : 1;
}

/** What the round before wrote and deleted reaches the disk first: neither side pays for the other. */
export async function settle(): Promise<void> {
  await promisify(execFile)('sync');
}
