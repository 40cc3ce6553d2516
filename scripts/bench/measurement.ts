/** One figure, as `npm run bench -- --json` prints it. */
export interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly ours: { readonly p50: number; readonly p95: number; readonly n: number };
}

export function summarize(name: string, unit: string, samples: readonly number[]): Measurement {
  const ours = { p50: percentile(samples, 50), p95: percentile(samples, 95), n: samples.length };
  return { name, unit, ours };
}

/** The smallest sample that at least this share of all samples does not exceed, rounded to one decimal. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((share / 100) * sorted.length));
  const sample = sorted[rank - 1];
  if (sample === undefined) throw new RangeError('There are no samples.');
  return Math.round(sample * 10) / 10;
}

export function toTable(measurements: readonly Measurement[]): string {
  const rows = [['benchmark', 'p50', 'p95', 'n']];
  for (const { name, unit, ours } of measurements) {
    rows.push([name, `${ours.p50} ${unit}`, `${ours.p95} ${unit}`, String(ours.n)]);
  }
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
