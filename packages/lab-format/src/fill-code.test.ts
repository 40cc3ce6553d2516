import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filledCode, missingIn, piecesOf } from './fill-code.ts';
import type { Placeholder } from './schema.ts';

const CODE = 'docker tag app <user>/app && docker push <user>/app [id]';
const USER: Placeholder = { text: '<user>', kind: 'hub-user', label: 'User', at: [15, 41] };
const ID: Placeholder = { text: '[id]', kind: 'container', label: 'Container', at: [52] };

test('a value stands at each place of its placeholder', () => {
  const pieces = piecesOf(CODE, [USER, ID], ({ kind }) => (kind === 'hub-user' ? 'ada' : 'web'));
  expect(filledCode(pieces)).toBe('docker tag app ada/app && docker push ada/app web');
  expect(missingIn(pieces)).toEqual([]);
});

test('what has no value stays as it is written, and is named once', () => {
  const pieces = piecesOf(CODE, [ID, USER], ({ kind }) => (kind === 'container' ? 'web' : ''));
  expect(filledCode(pieces)).toBe('docker tag app <user>/app && docker push <user>/app web');
  expect(missingIn(pieces)).toEqual([USER]);
});

test('a place where the placeholder does not stand is left alone', () => {
  const wrong = { ...ID, at: [0, 51] };
  expect(filledCode(piecesOf(CODE, [wrong], () => 'web'))).toBe(CODE);
});

test('of two that overlap the first counts', () => {
  const inner = { ...USER, text: 'user>/app', at: [16] };
  const filled = filledCode(piecesOf(CODE, [USER, inner], ({ text }) => text.toUpperCase()));
  expect(filled).toBe('docker tag app <USER>/app && docker push <USER>/app [id]');
});

test('whatever the places are, the text around them is kept, with where it stood', () => {
  const places = fc.array(fc.nat(60), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.nat(60), places, (code, from, extra) => {
      const text = code.slice(from, from + 3);
      if (text === '') return;
      const placeholder: Placeholder = { text, kind: 'text', label: '', at: [from, ...extra] };
      const pieces = piecesOf(code, [placeholder], () => '');
      expect(filledCode(pieces)).toBe(code);
      for (const piece of pieces) {
        if (piece.type === 'text') expect(code.startsWith(piece.text, piece.start)).toBe(true);
      }
    }),
  );
});
