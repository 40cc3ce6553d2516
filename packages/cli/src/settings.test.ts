import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hostSettings, root } from './settings.ts';

test('the root is the checkout', () => {
  expect(existsSync(`${root}/packages/cli/src/settings.ts`)).toBe(true);
});

test('an instance is main unless named', () => {
  expect(hostSettings({ DRYDOCK_HOME: '/srv/drydock' })).toMatchObject({
    home: '/srv/drydock',
    instance: 'main',
  });
  expect(hostSettings({ DRYDOCK_INSTANCE: 'test-1a' }).instance).toBe('test-1a');
});

test.each(['Main', '-x', 'a b', 'x'.repeat(40)])('the instance %j is refused', (instance) => {
  expect(() => hostSettings({ DRYDOCK_INSTANCE: instance })).toThrow('DRYDOCK_INSTANCE');
});
