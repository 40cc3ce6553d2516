import { parseArgs } from 'node:util';

/** What the command line says; each benchmark has its own default for what is left out. */
export interface BenchOptions {
  readonly json: boolean;
  /** As small as each benchmark can be, with no round to warm up: shows that it works, its figures mean nothing. */
  readonly short: boolean;
  /** Names of benchmarks; none means all. */
  readonly names: readonly string[];
  readonly numbers: Readonly<Partial<Record<NumberOption, number>>>;
}

export type NumberOption = (typeof NUMBERS)[number];

const NUMBERS = [
  /** Measured starts or builds; ours and the baseline take turns. */
  'rounds',
  /** Of `density`: sandboxes that run at once. */
  'sandboxes',
  /** Of `density`: conventional ones that are started at most. */
  'baseline-sandboxes',
  /** Of `join-storm`. */
  'learners',
  'baseline-learners',
  /** Of `join-storm`: seconds within which all press Start. */
  'within',
  /** Of `join-storm` and `pool-start`: sandboxes that wait in the pool. */
  'pool',
] as const;

const SHORT: BenchOptions['numbers'] = {
  rounds: 1,
  sandboxes: 3,
  'baseline-sandboxes': 1,
  learners: 3,
  'baseline-learners': 1,
  within: 1,
  pool: 1,
};

/** Throws an Error that says which option is wrong. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      ...Object.fromEntries(NUMBERS.map((name) => [name, { type: 'string' as const }])),
    },
    allowPositionals: true,
  });
  const given: Record<string, unknown> = values;
  const numbers = NUMBERS.flatMap((name) =>
    given[name] === undefined ? [] : [[name, wholeNumber(name, String(given[name]))] as const],
  );
  const short = values.short === true;
  return {
    json: values.json === true,
    short,
    names: positionals,
    numbers: { ...(short && SHORT), ...Object.fromEntries(numbers) },
  };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1) return number;
  throw new Error(`--${name} takes a whole number from 1 on, not ${text}.`);
}
