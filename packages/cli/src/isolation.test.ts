import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { chosenIsolation, isolationWarning } from './isolation.ts';

const none = { privilegedSandboxes: false };

test('rootless unless something else is asked for; the flag is stronger than the environment', () => {
  expect(chosenIsolation(none, {})).toBe('rootless');
  expect(chosenIsolation(none, { DRYDOCK_ISOLATION: 'runtime:crun' })).toBe('runtime:crun');
  const flag = { ...none, isolation: 'rootless' };
  expect(chosenIsolation(flag, { DRYDOCK_ISOLATION: 'privileged' })).toBe('rootless');
});

test('privileged only when it was written out', () => {
  expect(chosenIsolation({ privilegedSandboxes: true }, {})).toBe('privileged');
  expect(chosenIsolation(none, { DRYDOCK_ISOLATION: 'privileged' })).toBe('privileged');
  expect(() => chosenIsolation({ ...none, isolation: 'privileged' }, {})).toThrow(
    'not to be had by --isolation',
  );
  expect(() =>
    chosenIsolation({ privilegedSandboxes: true, isolation: 'runtime:crun' }, {}),
  ).toThrow('contradict');
});

test('only privileged sandboxes are warned of', () => {
  const warning = stripVTControlCharacters(isolationWarning('privileged') ?? '');
  expect(warning).toMatch(/keep nobody in.*root of this box/);
  expect([isolationWarning('rootless'), isolationWarning('runtime:runc')]).toEqual([
    undefined,
    undefined,
  ]);
});
