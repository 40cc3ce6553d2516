import type { Block, Step } from '@drydock/lab-format/schema';
import { expect, test } from 'vitest';
import { progressOf } from './progress.ts';

const PASS = { outcome: 'pass' } as const;

test('a step is done when all of its checks have passed, and one without checks does not count', () => {
  const lab = { steps: [step('a', 'b'), step(), step('c'), step('d')] };
  expect(progressOf(lab, {})).toEqual({ done: 0, all: 3 });
  expect(progressOf(lab, { a: PASS, c: PASS })).toEqual({ done: 1, all: 3 });
  expect(progressOf(lab, { a: PASS, b: PASS, c: PASS })).toEqual({ done: 2, all: 3 });
});

test('what was passed once and is not any more is open', () => {
  const b = { outcome: 'not-yet', why: { en: 'No.', ja: 'いいえ。' } } as const;
  const outcomes = { a: PASS, b };
  expect(progressOf({ steps: [step('a', 'b')] }, outcomes)).toEqual({ done: 0, all: 1 });
});

test('a name that every object has is no outcome', () => {
  expect(progressOf({ steps: [step('constructor')] }, {})).toEqual({ done: 0, all: 1 });
});

test('a lab without checks has nothing to be done', () => {
  expect(progressOf({ steps: [step(), step()] }, {})).toEqual({ done: 0, all: 0 });
});

function step(...checks: string[]): Step {
  const blocks = checks.map(
    (name): Block => ({ type: 'check', id: name, name, label: name, continuous: false }),
  );
  return { id: 'step', title: 'Step', body: { type: 'root', children: [] }, blocks };
}
