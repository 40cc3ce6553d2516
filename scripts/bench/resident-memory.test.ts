import { expect, test } from 'vitest';
import { residentBytes, residentMemory, watchMemory } from './resident-memory.ts';

test('the memory is the resident set, in bytes', () => {
  const status = 'Name:\tnode\nVmHWM:\t   99999 kB\nVmRSS:\t   61440 kB\nRssAnon:\t   20000 kB\n';
  expect(residentBytes(status)).toBe(60 * 1024 * 1024);
});

test('a process that ends has none', () => {
  expect(() => residentBytes('Name:\tnode\nState:\tZ (zombie)\n')).toThrow('no memory');
});

test('what a process takes meanwhile is seen', async () => {
  const before = await residentMemory(process.pid);
  const watch = watchMemory(process.pid);
  const taken = Buffer.alloc(64 * 1024 * 1024, 1);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(watch.stop() - before).toBeGreaterThan(taken.length / 2);
});
