import { expect, test } from 'vitest';
import { isKnownHost } from './known-host.ts';

test.each([
  ['127.0.0.1:8080', true],
  ['localhost', true],
  ['LOCALHOST:8080', true],
  ['localhost.:8080', true],
  ['[::1]:8080', true],
  ['192.168.1.7:8080', true],
  ['drydock.example:8080', true],
  ['evil.example', false],
  ['drydock.example.evil.example', false],
  ['127.0.0.1.evil.example:8080', false],
  ['a b', false],
  ['', false],
  [undefined, false],
])('the host %j is known: %s', (host, expected) => {
  expect(isKnownHost(host, ['drydock.example'])).toBe(expected);
});

test('without a list every name is taken', () => {
  expect(isKnownHost('evil.example', null)).toBe(true);
});
