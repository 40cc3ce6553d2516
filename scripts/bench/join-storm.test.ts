import { expect, test } from 'vitest';
import { arrivals } from './join-storm.ts';

test('learners come evenly over the whole time', () => {
  expect(arrivals(5, 4000)).toEqual([0, 1000, 2000, 3000, 4000]);
  expect(arrivals(1, 4000)).toEqual([0]);
});
