import { expect, test } from 'vitest';
import { Mending } from './mending.ts';

const MINUTE = 60_000;

test('three times in five minutes, then no more until some of it is long ago', () => {
  const mending = new Mending();
  for (const at of [0, MINUTE, 2 * MINUTE]) {
    expect(mending.mayMend('why', at)).toEqual({ type: 'sandbox-ended', detail: 'why' });
  }
  expect(mending.mayMend('why', 3 * MINUTE)).toBeUndefined();
  expect(mending.mayMend('why', 5 * MINUTE)).toBeDefined();
  expect(mending.mayMend('why', 5 * MINUTE)).toBeUndefined();
});

test('the last one is news for five minutes', () => {
  const mending = new Mending();
  expect(mending.last(0)).toBeUndefined();
  mending.mayMend('first', 0);
  mending.mayMend('second', MINUTE);
  expect(mending.last(2 * MINUTE)?.detail).toBe('second');
  expect(mending.last(6 * MINUTE)).toBeUndefined();
});

test('a learner who asks for a fresh one begins anew', () => {
  const mending = new Mending();
  for (let times = 0; times < 3; times += 1) mending.mayMend('why', 0);
  mending.forget();
  expect(mending.last(0)).toBeUndefined();
  expect(mending.mayMend('why', 0)).toBeDefined();
});
