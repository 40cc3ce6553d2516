import { expect, test } from 'vitest';
import { bridgeName, SESSION_BRIDGE } from './bridge-name.ts';

test('a bridge has a name that Linux takes, with its egress in it', () => {
  expect(bridgeName('open', '0123456789abcdef')).toBe('dryd-o012345678');
  expect(bridgeName('packages', 'abc')).toBe('dryd-pabc');
  expect(bridgeName('none', '0123456789abcdef')).toHaveLength(15);
});

test('a bridge is known by its name', () => {
  expect(bridgeName('none', '0123456789abcdef')).toMatch(SESSION_BRIDGE);
  expect('dryd-x012345678').not.toMatch(SESSION_BRIDGE);
});
