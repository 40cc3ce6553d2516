import { expect, test } from 'vitest';
import { availableMemory, diskInUse, memoryInUse } from './footprint.ts';

test('file pages that nobody uses are not in use, on both versions of cgroups', () => {
  const v1 = { usage: 100, stats: { total_inactive_file: 30, inactive_file: 10 } };
  expect(memoryInUse(v1)).toBe(70);
  expect(memoryInUse({ usage: 100, stats: { inactive_file: 10 } })).toBe(90);
  expect(memoryInUse({ usage: 100, stats: {} })).toBe(100);
});

test('this box has memory', async () => {
  expect(await availableMemory()).toBeGreaterThan(1024 ** 2);
});

test('a file system counts once, whichever of its folders are named', async () => {
  const [once, twice] = [await diskInUse(['/']), await diskInUse(['/', '/'])];
  expect(once).toBeGreaterThan(1024 ** 2);
  // Others write meanwhile.
  expect(twice).toBeLessThan(1.5 * once);
});
