import type { QuizBlock } from '@drydock/lab-format/schema';
import { expect, test } from 'vitest';
import { isRight } from './judge-answer.ts';

const label = { type: 'root' as const, children: [] };
const choices = [true, false, true].map((right) => ({ label, right }));

test('of several choices all the right ones are wanted, and no other', () => {
  const wanted = { type: 'multiple' as const, choices };
  const judged = [[0, 2], [2, 0], [0], [0, 1, 2], []].map((given) => isRight(wanted, { given }));
  expect(judged).toEqual([true, true, false, false, false]);
});

test.each([
  ['equals', '42', ' 42 ', true],
  ['equals', '42', '421', false],
  ['equals', 'Cache', 'CACHE', true],
  ['equals', 'cache', 'ｃａｃｈｅ', true],
  ['contains', 'cache', 'from the Cache, I think', true],
  ['contains', 'cache', 'no idea', false],
] as const)('%s %j: %j', (rule, text, given, expected) => {
  const wanted: QuizBlock['answer'] = { type: 'text', rule, text };
  expect(isRight(wanted, { given })).toBe(expected);
});

test('an answer of the other kind is wrong', () => {
  expect(isRight({ type: 'text', rule: 'contains', text: 'a' }, { given: [0] })).toBe(false);
  expect(isRight({ type: 'single', choices }, { given: 'a' })).toBe(false);
});
