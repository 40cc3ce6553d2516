import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('names, numbers and --json in any order', () => {
  expect(readOptions(['density', '--json', '--sandboxes', '3', 'build'])).toEqual({
    json: true,
    short: false,
    names: ['density', 'build'],
    numbers: { sandboxes: 3 },
  });
});

test('what is left out is left to the benchmark', () => {
  expect(readOptions([])).toEqual({ json: false, short: false, names: [], numbers: {} });
});

test.each(['0', '-1', '1.5', 'ten', '1e3', ''])('%s is no number of rounds', (text) => {
  expect(() => readOptions([`--rounds=${text}`])).toThrow('--rounds takes a whole number');
});

test('an unknown option is refused', () => {
  expect(() => readOptions(['--round', '3'])).toThrow('--round');
});

test('the short form is small, and what is given wins', () => {
  const { short, numbers } = readOptions(['--short', '--learners', '7']);
  expect(short).toBe(true);
  expect(numbers).toMatchObject({ rounds: 1, learners: 7 });
});
