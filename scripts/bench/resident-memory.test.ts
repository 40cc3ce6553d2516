import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { residentBytes, watchMemory } from './resident-memory.ts';

test('the memory is the resident set, in bytes', () => {
  const status = 'Name:\tnode\nVmHWM:\t   99999 kB\nVmRSS:\t   61440 kB\nRssAnon:\t   20000 kB\n';
  expect(residentBytes(status)).toBe(60 * 1024 * 1024);
});

test('a process that ends has none', () => {
  expect(() => residentBytes('Name:\tnode\nState:\tZ (zombie)\n')).toThrow('no memory');
});

test('the most of several looks is kept', { timeout: 20_000 }, async () => {
  // Of a process of its own: what else this one does is no matter then.
  const script = 'setTimeout(() => (globalThis.kept = Buffer.alloc(128 * 1024 * 1024, 1)), 300)';
  const child = spawn(process.execPath, ['-e', `${script}; setInterval(() => {}, 1000)`]);
  try {
    await once(child, 'spawn');
    const watch = watchMemory(child.pid ?? Number.NaN);
    await vi.waitUntil(() => watch.most() > 128 * 1024 * 1024, { timeout: 10_000 });
    expect(watch.stop()).toBeGreaterThan(128 * 1024 * 1024);
  } finally {
    child.kill('SIGKILL');
  }
});
