import { expect, test } from 'vitest';
import { parseIsolation } from './isolation.ts';

test('what is not said is rootless', () => {
  expect([parseIsolation(undefined), parseIsolation('')]).toEqual(['rootless', 'rootless']);
});

test('the three rungs', () => {
  for (const text of ['rootless', 'runtime:crun', 'runtime:sysbox-runc', 'privileged'])
    expect(parseIsolation(text)).toBe(text);
});

test.each(['Privileged', 'privileged ', 'runtime:', 'runtime:a b', 'none', 'true'])(
  '"%s" is nothing of it, and least of all privileged',
  (text) => {
    expect(() => parseIsolation(text)).toThrow(
      expect.objectContaining({
        code: 'ISOLATION_UNKNOWN',
        message: expect.stringContaining(text),
      }),
    );
  },
);
