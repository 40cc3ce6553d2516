import { expect, test } from 'vitest';
import { percentile, summarize, toTable } from './measurement.ts';

test('the median and the tail are samples that were measured', () => {
  const samples = [10, 1, 9, 2, 8, 3, 7, 4, 6, 5];
  expect(percentile(samples, 50)).toBe(5);
  expect(percentile(samples, 95)).toBe(10);
  expect(percentile([2.3456], 50)).toBe(2.3);
  expect(() => percentile([], 50)).toThrow(RangeError);
});

test('a table has a line for each benchmark', () => {
  const table = toTable([summarize('cold-start', 'ms', [500, 700])]);
  expect(table).toBe(
    ['benchmark   p50     p95     n', 'cold-start  500 ms  700 ms  2', ''].join('\n'),
  );
});
