import { afterEach, expect, test } from 'vitest';
import { useInterface } from '../stores/interface-store.ts';
import { format } from './format.ts';

afterEach(() => useInterface.setState({ language: 'en' }));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [12_345, '12.3 kB'],
  [123_456, '123 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [7_330_000, '7.3 MB'],
  [1_260_000_000, '1.3 GB'],
  [4e15, '4,000 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(format().bytes(bytes)).toBe(text);
});

test.each([
  [0, '0 ms'],
  [340.4, '340 ms'],
  [1_000, '1 sec'],
  [9_840, '9.8 sec'],
  [59_949, '59.9 sec'],
  [59_960, '1 min'],
  [125_000, '2 min 5 sec'],
  [3_599_600, '1 hr'],
  [3_780_000, '1 hr 3 min'],
])('%d ms are %s', (ms, text) => {
  expect(format().duration(ms)).toBe(text);
});

test('a time is told from now, in the largest unit that it fills', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const ago = (seconds: number) => format().relative(now - seconds * 1_000, now);
  expect(ago(0)).toBe('now');
  expect(ago(59)).toBe('59 seconds ago');
  expect(ago(60)).toBe('1 minute ago');
  expect(ago(86_400)).toBe('yesterday');
  expect(format().relative('2026-11-21T15:00:00Z', now)).toBe('in 3 hours');
});

test('in Japanese the same quantities have Japanese words', () => {
  useInterface.setState({ language: 'ja' });
  const now = Date.now();
  expect(format().duration(125_000)).toBe('2 分 5 秒');
  expect(format().bytes(7_330_000)).toBe('7.3 MB');
  expect(format().relative(now - 5_000, now)).toBe('5 秒前');
  expect(format().percent(0.425)).toBe('43%');
  expect(format().number(1_234.56)).toBe('1,234.6');
  expect(format().dateTime('2026-11-21T12:00:00')).toMatch(/2026\/11\/21/);
});
