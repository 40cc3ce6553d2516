import { expect, test } from 'vitest';
import { compare, percentile, toTable } from './measurement.ts';

test('the median and the tail are samples that were measured', () => {
  const samples = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
  expect(percentile(samples, 50)).toBe(5);
  expect(percentile(samples, 95)).toBe(10);
  expect(() => percentile([], 50)).toThrow(RangeError);
});

test('the ratio is above 1 when ours is the smaller', () => {
  expect(compare({ name: 'x', unit: 'ms', ours: [200, 100, 300], baseline: [900, 1000] })).toEqual({
    name: 'x',
    unit: 'ms',
    ours: { p50: 200, p95: 300, n: 3 },
    baseline: { p50: 900, p95: 1000, n: 2 },
    ratio: 4.5,
  });
});

test('without a baseline there is no measurement', () => {
  expect(() => compare({ name: 'x', unit: 'ms', ours: [1], baseline: [] })).toThrow(RangeError);
});

test('a table has a line for each measurement', () => {
  const measured = compare({ name: 'cold-start', unit: 'ms', ours: [500, 700], baseline: [2000] });
  expect(toTable([measured])).toBe(
    [
      'benchmark   unit  p50  p95  n  baseline p50  p95   n  ratio',
      'cold-start  ms    500  700  2  2000          2000  1  4',
      '',
    ].join('\n'),
  );
});
