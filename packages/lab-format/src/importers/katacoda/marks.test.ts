import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMark, readSuffix } from './marks.ts';

test.each([
  ['execute', { verb: 'run', terminal: null, interrupt: false, input: null }],
  ['EXEC', { verb: 'run' }],
  ['copy', { verb: 'copy' }],
  ['open', { verb: 'open' }],
  ['', { verb: 'none' }],
  ['execute T2', { verb: 'run', terminal: 2 }],
  ['t3 Execute', { verb: 'run', terminal: 3 }],
  ['execute HOST2', { verb: 'run', host: 2 }],
  ['interrupt exec', { verb: 'run', interrupt: true }],
  ['execute no-newline', { verb: 'run', input: 'text' }],
  ['ctrl-seq execute', { verb: 'run', input: 'keys' }],
  ['copy execute', { verb: 'run' }],
])('{{%s}}', (inside, mark) => {
  expect(readMark(inside)).toMatchObject(mark);
});

test.each([
  '.State.Pid',
  ' .Names ',
  'names',
  'execute now',
  'T1',
  'interrupt',
  'TRAFFIC_HOST1_80',
])('{{%s}} is text', (inside) => {
  expect(readMark(inside)).toBeNull();
});

test('words come in any order and case', () => {
  const words = fc.shuffledSubarray(['interrupt', 'T4', 'no-newline']);
  fc.assert(
    fc.property(words, fc.nat(3), fc.boolean(), (others, at, loud) => {
      const all = others.toSpliced(at, 0, 'execute').join(' ');
      const mark = readMark(loud ? all.toUpperCase() : all);
      expect(mark).toEqual({
        verb: 'run',
        host: null,
        terminal: others.includes('T4') ? 4 : null,
        interrupt: others.includes('interrupt'),
        input: others.includes('no-newline') ? 'text' : null,
      });
    }),
  );
});

test('behind a closing fence stand marks, with text after them at most', () => {
  expect(readSuffix('{{execute}}')).toEqual({ action: '{{execute}}', after: '' });
  expect(readSuffix(' {{copy}} and paste it.')).toEqual({
    action: '{{copy}}',
    after: 'and paste it.',
  });
  expect(readSuffix('{{exceute}}')).toEqual({ action: '{{exceute}}', after: '' });
  expect(readSuffix('sh')).toBeNull();
});
