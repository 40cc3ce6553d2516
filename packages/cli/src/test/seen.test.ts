import { expect, test } from 'vitest';
import { lastLines } from './seen.ts';

test('neither the typed command nor the prompt behind it', () => {
  expect(lastLines('docker ps\r\nNAMES\r\nweb\r\nroot@machine:/workspace# ', 'docker ps')).toEqual([
    'NAMES',
    'web',
  ]);
});

test('lines that are drawn over each other, and drawn again', () => {
  const drawn = 'abc: Preparing\r\rabc: Pushed\r\rdef: Pushed\nabc: Pushed\n';
  expect(lastLines(drawn, 'docker push x')).toEqual([
    'abc: Preparing',
    'def: Pushed',
    'abc: Pushed',
  ]);
});

test('the last ones, and long ones cut', () => {
  const text = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');
  expect(lastLines(text, 'seq', 2)).toEqual(['line 48', 'line 49']);
  expect(lastLines('x'.repeat(1000), 'true')[0]).toHaveLength(300);
});
