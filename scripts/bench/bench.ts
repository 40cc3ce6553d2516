import type { BenchOptions } from './options.ts';

/** One run of one benchmark. */
export interface Bench {
  readonly numbers: BenchOptions['numbers'];
  /** Aborted by Ctrl+C: what was made is removed then. */
  readonly signal: AbortSignal;
  /** A line for who watches; figures go elsewhere. */
  readonly say: (line: string) => void;
}
