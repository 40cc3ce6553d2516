import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matching } from './globs.ts';

const paths = ['.env', 'a.sh', 'b.txt', 'd/a.sh', 'd/e/c.txt', 'd2/x.sh'];

test.each([
  ['*', ['.env', 'a.sh', 'b.txt']],
  ['**', paths],
  ['**/*', paths],
  ['*.sh', ['a.sh']],
  ['**/*.sh', ['a.sh', 'd/a.sh', 'd2/x.sh']],
  ['d*/*.sh', ['d/a.sh', 'd2/x.sh']],
  ['d/**', ['d/a.sh', 'd/e/c.txt']],
  ['d/**/*.txt', ['d/e/c.txt']],
  ['?.sh', ['a.sh']],
  ['[!a].*', ['b.txt']],
  ['[a-b].txt', ['b.txt']],
  ['./a.sh', ['a.sh']],
  ['', []],
])('%s', (pattern, expected) => {
  expect(matching(pattern, paths)).toEqual(expected);
});

test('a path without signs of a glob means itself', () => {
  const name = fc.stringMatching(/^[a-z]{1,4}(\/[a-z]{1,4}){0,2}$/);
  fc.assert(
    fc.property(name, fc.array(name), (path, others) => {
      const all = [path, ...others.filter((other) => other !== path)];
      expect(matching(path, all)).toEqual([path]);
    }),
  );
});

test('many stars take no time', () => {
  expect(matching(`${'*a'.repeat(100)}b`, ['a'.repeat(5000)])).toEqual([]);
});
