import { beforeEach, expect, test } from 'vitest';
import { clearAnswers, dropAnswer, recallAnswers, setAnswer, useAnswers } from './answers-store.ts';
import { remember } from './session-memory.ts';

const answers = () => useAnswers.getState().answers;

beforeEach(() => {
  localStorage.clear();
  clearAnswers();
});

test('answers come back with their session, and only with it', () => {
  recallAnswers('a');
  setAnswer('q1', { given: [1], checked: true });
  setAnswer('q2', { given: 'forty', checked: false });
  setAnswer('q3', { given: '', checked: false });
  dropAnswer('q3');
  clearAnswers();
  recallAnswers('b');
  expect(answers()).toEqual({});
  recallAnswers('a');
  expect(answers()).toEqual({
    q1: { given: [1], checked: true },
    q2: { given: 'forty', checked: false },
  });
});

test('what is kept and is no answer is left out', () => {
  remember('a', 'answers', { q1: 7, q2: { given: 3, checked: true }, q3: { given: 'x' } });
  recallAnswers('a');
  expect(answers()).toEqual({});
});

test('without a session nothing is kept', () => {
  setAnswer('q1', { given: 'x', checked: false });
  expect(localStorage.length).toBe(0);
});
