import { expect, test } from 'vitest';
import { createStopwatch } from './stopwatch.ts';

test('laps count from the start; the line shows what each part took', () => {
  const times = [1000, 1100, 1350.4];
  const watch = createStopwatch(() => times.shift() ?? Number.NaN);
  watch.lap('made');
  watch.lap('started');
  expect(watch.laps.get('made')).toBe(100);
  expect(watch.laps.get('started')).toBeCloseTo(350.4);
  expect(String(watch)).toBe('made +100, started +250 = 350 ms');
});
