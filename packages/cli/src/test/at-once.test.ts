import { expect, test } from 'vitest';
import { atMost } from './at-once.ts';

test('never more at once, and the results in the order of the items', async () => {
  let running = 0;
  let most = 0;
  const results = await atMost(2, [30, 1, 20, 5], async (milliseconds) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    running -= 1;
    return milliseconds * 2;
  });
  expect(results).toEqual([60, 2, 40, 10]);
  expect(most).toBe(2);
});

test('nothing to do, and a failure', async () => {
  expect(await atMost(3, [], async () => 1)).toEqual([]);
  const failing = atMost(1, [1], async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
});
