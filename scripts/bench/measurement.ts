/** Ours beside the conventional way, as `npm run bench -- --json` prints it. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly ours: Figures;
  readonly baseline: Figures;
  /** Median of the baseline by ours: above 1, ours is the smaller. */
  readonly ratio: number;
}

/** Of `n` samples, in the unit of the measurement. */
export interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly n: number;
}

export interface Samples {
  readonly name: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly baseline: readonly number[];
}

/** Throws RangeError when a side has no sample: there is no figure then, and none is made up. */
export function compare({ name, unit, ours, baseline }: Samples): Measurement {
  const ratio = percentile(baseline, 50) / percentile(ours, 50);
  return {
    ...{ name, unit, ours: figures(ours), baseline: figures(baseline) },
    ratio: round(ratio, 2),
  };
}

/** The smallest sample that at least this share (0 to 100) of all samples does not exceed. Throws RangeError without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((share / 100) * sorted.length));
  const sample = sorted[rank - 1];
  if (sample === undefined) throw new RangeError('There are no samples.');
  return sample;
}

const HEADINGS = ['benchmark', 'unit', 'p50', 'p95', 'n', 'baseline p50', 'p95', 'n', 'ratio'];

export function toTable(measurements: readonly Measurement[]): string {
  const rows = [
    HEADINGS,
    ...measurements.map(({ name, unit, ours, baseline, ratio }) =>
      [name, unit, ...cells(ours), ...cells(baseline), ratio].map(String),
    ),
  ];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function figures(samples: readonly number[]): Figures {
  return {
    p50: round(percentile(samples, 50), 2),
    p95: round(percentile(samples, 95), 2),
    n: samples.length,
  };
}

function cells({ p50, p95, n }: Figures): readonly number[] {
  return [p50, p95, n];
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
