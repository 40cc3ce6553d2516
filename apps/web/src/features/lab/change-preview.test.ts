import fc from 'fast-check';
import { expect, test } from 'vitest';
import { previewChange } from './change-preview.ts';

const BEFORE = 'a\nb\nc\nd\ne\nf\n';

test('a change is shown with two lines around it, each with its number', () => {
  const { lines, from, to } = previewChange(BEFORE, 'a\nb\nc\nD\nX\ne\nf\n');
  expect(lines.map(({ kind, number, text }) => `${kind} ${number} ${text}`)).toEqual([
    'kept 2 b',
    'kept 3 c',
    'removed 4 d',
    'added 4 D',
    'added 5 X',
    'kept 6 e',
    'kept 7 f',
  ]);
  expect([from, to]).toEqual([4, 5]);
});

test('lines that only go lead to the line after them', () => {
  const { lines, from, to } = previewChange(BEFORE, 'a\nb\ne\nf\n');
  expect(lines.filter(({ kind }) => kind === 'removed').map(({ text }) => text)).toEqual([
    'c',
    'd',
  ]);
  expect([from, to]).toEqual([3, 3]);
});

test('a new file is all new', () => {
  const { lines, from, to } = previewChange(null, 'a\nb\n');
  expect(lines.map(({ kind }) => kind)).toEqual(['added', 'added']);
  expect([from, to]).toEqual([1, 2]);
});

test('what is taken out and put in makes the one text of the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }).map((l) => l.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { lines, from } = previewChange(before, after);
      const removed = lines.filter(({ kind }) => kind === 'removed');
      const added = lines.filter(({ kind }) => kind === 'added');
      const old = before === '' ? [] : before.split('\n');
      if (old.at(-1) === '') old.pop();
      old.splice(from - 1, removed.length, ...added.map(({ text }) => text));
      const now = after === '' ? [] : after.split('\n');
      if (now.at(-1) === '') now.pop();
      expect(old).toEqual(now);
    }),
  );
});
