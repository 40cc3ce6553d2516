import { expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { readSize, showSize } from './size.ts';
import { readText } from './text.ts';

test.each([
  ['hello', 'say hello!', true],
  ['h.llo', 'hello', false],
  ['/h.llo$/', 'say hello', true],
  ['/^HELLO/i', 'hello', true],
  ['/^two$/', 'one\ntwo', false],
  ['/^two$/m', 'one\ntwo', true],
  ['/^two$/', 'two\n', true],
  ['/one.two/s', 'one\ntwo', true],
  ['/usr/local', 'in /usr/local/bin', true],
])('%s in %j: %s', (sought, subject, expected) => {
  expect(readText(sought)).toMatchObject({ found: expect.any(Function) });
  expect(readText(sought).found(subject)).toBe(expected);
});

test('an expression that is none is a mistake of the author’s, and finds nothing', () => {
  const broken = readText('/(a/');
  expect(broken.mistake).toMatch(/^This regular expression cannot be read: .*missing closing/);
  expect(broken.found('(a')).toBe(false);
  expect(readText('/(?=a)/').mistake).toBeDefined();
});

test('no expression takes long, whatever it is held against', () => {
  const started = cpuTime();
  for (const expression of ['/(a*)*b/', '/(a|aa)+$/', '/(x+x+)+y/', '/(.*)(.*)(.*)(.*)[^a]c/']) {
    expect(readText(expression).found(`${'a'.repeat(100_000)}!`)).toBe(false);
  }
  expect(started()).toBeLessThan(5000);
});

test('sizes are those of Docker', () => {
  expect(['2000', '1.5 GB', '150MB', '9kb', '3m'].map(readSize)).toEqual([
    2000, 1.5e9, 1.5e8, 9000, 3e6,
  ]);
  expect(['alpine', '', '1x', '-1', 'MB'].map(readSize)).toEqual(Array(5).fill(undefined));
  expect([999, 1000, 142_000_000, 100_000_000, 2.25e6, 1.5e9].map(showSize)).toEqual([
    '999B',
    '1kB',
    '142MB',
    '100MB',
    '2.25MB',
    '1.5GB',
  ]);
});
