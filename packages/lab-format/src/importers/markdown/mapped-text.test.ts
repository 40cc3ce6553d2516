import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, linesOf, mapText } from './mapped-text.ts';

test('each line of the result knows the foreign line that it came from', () => {
  const text = 'one\ntwo\nthree\nfour';
  const edited = applyEdits(mapText(text, 5), [
    { start: 4, end: 7, text: 'TWO\nand\nmore' },
    { start: 8, end: 14, text: '' },
  ]);
  expect(linesOf(edited)).toEqual([
    ['one', 5],
    ['TWO', 6],
    ['and', 6],
    ['more', 6],
    ['four', 8],
  ]);
});

test('of two edits that overlap, the first one given wins', () => {
  const edits = [
    { start: 2, end: 4, text: 'X' },
    { start: 0, end: 3, text: 'Y' },
    { start: 4, end: 5, text: 'Z' },
  ];
  expect(applyEdits(mapText('abcdef'), edits).text).toBe('abXZf');
});

test('edits apart from each other are all made, and there is a number for each line', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      text,
      fc.array(fc.tuple(fc.nat(40), fc.string({ unit: fc.constantFrom('x', '\n') })), {
        maxLength: 5,
      }),
      (source, given) => {
        const places = [...new Map(given.map(([at, added]) => [at % source.length, added]))];
        const edits = places.map(([at, added]) => ({ start: at, end: at + 1, text: added }));
        const { text: result, lines } = applyEdits(mapText(source), edits);
        const expected = [...source]
          .map((character, at) => new Map(places).get(at) ?? character)
          .join('');
        expect(result).toBe(expected);
        expect(lines).toHaveLength(result.split('\n').length);
        expect(lines.every((line) => line >= 1 && line <= source.split('\n').length)).toBe(true);
      },
    ),
  );
});
