import { expect, test } from 'vitest';
import { isLargePaste, linesOf } from './large-paste.ts';

test.each([
  ['five lines', 'a\n'.repeat(5), false, false],
  ['six lines', 'a\r\n'.repeat(6), true, false],
  ['5 kB in a line', 'a'.repeat(5 * 1024), false, false],
  ['a byte more', 'a'.repeat(5 * 1024 + 1), true, false],
  ['5 kB in Japanese, which are three bytes a letter', '港'.repeat(1_707), true, false],
  ['64 kB', 'a\n'.repeat(32 * 1024), true, false],
  ['more than that', 'a\n'.repeat(32 * 1024 + 1), true, true],
])('%s', (_, text, isLarge, isLargeInBrackets) => {
  expect(isLargePaste(text, false)).toBe(isLarge);
  expect(isLargePaste(text, true)).toBe(isLargeInBrackets);
});

test('the end of the last line begins no other', () => {
  expect(linesOf('a\r\nb\rc\n')).toEqual(['a', 'b', 'c']);
  expect(linesOf('a\n\n')).toEqual(['a', '']);
});
