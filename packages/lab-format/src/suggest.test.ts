import { expect, test } from 'vitest';
import { didYouMean, nearest } from './suggest.ts';

test('finds the word that was meant', () => {
  expect(nearest('chekc', ['check', 'port'])).toBe('check');
  expect(nearest('Hint', ['hint', 'solution'])).toBe('hint');
  expect(nearest('image-build', ['image-built', 'pushed'])).toBe('image-built');
});

test('suggests nothing that is not near', () => {
  expect(nearest('banana', ['check', 'port'])).toBeUndefined();
  expect(nearest('x', ['port'])).toBeUndefined();
  expect(nearest('a'.repeat(1_000_000), ['a'])).toBeUndefined();
});

test('names all choices when none is near', () => {
  expect(didYouMean('chekc', ['check', 'port'])).toBe('did you mean "check"?');
  expect(didYouMean('banana', ['check', 'port'])).toBe('use one of: check, port');
  expect(didYouMean('banana', [])).toBe('remove it');
});
