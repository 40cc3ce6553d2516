import { expect, test } from 'vitest';
import { createPlan, nameOf } from './plan.ts';
import { createRandom } from './random.ts';

test('the same seed gives the same run, another seed another', () => {
  expect(createPlan(40, 7)).toEqual(createPlan(40, 7));
  expect(createPlan(40, 7)).not.toEqual(createPlan(40, 8));
});

test('a short run has every ending, and a kill of the server', () => {
  const { lives, kills } = createPlan(12, 1);
  expect(new Set(lives.map(({ ending }) => nameOf(ending))).size).toBe(12);
  expect(lives.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(kills).toHaveLength(1);
  expect(kills[0]?.at).toBeLessThan(12);
});

test('a long run kills the server again and again, now and then with drydock up', () => {
  const { kills } = createPlan(200, 1);
  expect(kills).toHaveLength(7);
  expect(new Set(kills.map(({ what }) => what)).size).toBe(2);
  expect(kills.every(({ at }) => at > 1 && at <= 200)).toBe(true);
});

test('random numbers are spread, and a shuffled deck has all its cards', () => {
  const random = createRandom(3);
  const numbers = Array.from({ length: 1000 }, () => random.below(10));
  for (let digit = 0; digit < 10; digit += 1) {
    expect(numbers.filter((number) => number === digit).length).toBeGreaterThan(50);
  }
  expect(random.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
});
