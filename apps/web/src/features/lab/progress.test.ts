import type { Step } from '@drydock/lab-format/schema';
import { expect, test } from 'vitest';
import { progressOf, progressOfLab } from './progress.ts';

const passed = { running: false, outcome: { outcome: 'pass' } } as const;
const why = { en: '', ja: '' };
const notYet = { running: false, outcome: { outcome: 'not-yet', why } } as const;

test('a step is done when every check of it has passed', () => {
  const step = stepWith('a', 'b');
  expect(progressOf(step, {})).toBe('open');
  expect(progressOf(step, { a: passed })).toBe('open');
  expect(progressOf(step, { a: passed, b: notYet })).toBe('open');
  expect(progressOf(step, { a: passed, b: passed })).toBe('done');
});

test('steps without checks count neither as done nor as open', () => {
  const steps = [stepWith('a'), stepWith(), stepWith('b')];
  expect(progressOf(stepWith(), {})).toBe('no-checks');
  expect(progressOfLab(steps, { a: passed })).toEqual({ done: 1, all: 2 });
});

function stepWith(...checks: string[]): Step {
  const blocks = checks.map((name) => ({ type: 'check' as const, id: name, name, label: name }));
  return { id: checks.join(), title: '', body: { type: 'root', children: [] }, blocks };
}
