import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from './align.ts';

const same = (a: string, b: string) => a === b;

test('pairs as many as can be, in their order', () => {
  expect(align([...'abcd'], [...'xacbd'], same)).toEqual([1, 3, -1, 4]);
  expect(align([...'aab'], [...'ab'], same).filter((at) => at !== -1)).toHaveLength(2);
  expect(align([], ['a'], same)).toEqual([]);
  expect(align(['a'], [], same)).toEqual([-1]);
});

test('partners fit, are used once, and stay in order', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(word, word, (left, right) => {
      const partners = align(left, right, same);
      const used = partners.filter((at) => at !== -1);
      expect(used).toEqual([...new Set(used)].toSorted((a, b) => a - b));
      partners.forEach((at, index) => {
        if (at !== -1) expect(right[at]).toBe(left[index]);
      });
      // Nothing can be added: all that is left on one side has no equal between its neighbours.
      expect(align(left, left, same)).toEqual(left.map((_, index) => index));
    }),
  );
});
