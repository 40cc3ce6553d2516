import { expect, test } from 'vitest';
import { atOnce } from './at-once.ts';

test('never more than the limit at a time, results in order', async () => {
  let running = 0;
  let most = 0;
  const results = await atOnce({ count: 7, limit: 3 }, async (index) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < 7 - index; turn += 1) await Promise.resolve();
    running -= 1;
    return index * 10;
  });
  expect(results).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(most).toBe(3);
});

test('after a failure nothing more is begun, and what runs is awaited', async () => {
  const begun: number[] = [];
  let ended = 0;
  const work = async (index: number) => {
    begun.push(index);
    if (index === 1) throw new Error('no room');
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    ended += 1;
  };
  await expect(atOnce({ count: 10, limit: 2 }, work)).rejects.toThrow('no room');
  expect(begun).toEqual([0, 1]);
  expect(ended).toBe(1);
});
