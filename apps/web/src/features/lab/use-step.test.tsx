import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useStep } from './use-step.ts';

const named = (...ids: string[]) => ids.map((id) => ({ id }));

beforeEach(() => {
  window.location.hash = '';
});

// One that is still there would answer changes of the address as well.
afterEach(cleanup);

function show(steps: { id: string }[]) {
  return renderHook(({ steps: shown }) => useStep(shown), { initialProps: { steps } });
}

test('the step is the one in the address, kept within the lab', () => {
  window.location.hash = '#/2';
  expect(show(named('a', 'b', 'c')).result.current[0]).toBe(1);
  window.location.hash = '#/3/a-heading';
  expect(show(named('a', 'b', 'c')).result.current[0]).toBe(2);
  window.location.hash = '#/9';
  expect(show(named('a', 'b')).result.current[0]).toBe(1);
  window.location.hash = '#elsewhere';
  expect(show(named('a', 'b')).result.current[0]).toBe(0);
});

test('a step that gets another number stays, and so does its address', async () => {
  window.location.hash = '#/2';
  const { result, rerender } = show(named('a', 'b'));
  rerender({ steps: named('a', 'new', 'b') });
  expect(result.current[0]).toBe(2);
  expect(window.location.hash).toBe('#/3');
  rerender({ steps: named('b') });
  expect(result.current[0]).toBe(0);
  expect(window.location.hash).toBe('#/1');
});

test('a step with a new title is the one that has its number', () => {
  window.location.hash = '#/2';
  const { result, rerender } = show(named('a', 'b', 'c'));
  rerender({ steps: named('a', 'renamed', 'c') });
  expect(result.current[0]).toBe(1);
});

test('after a move one goes on from there', async () => {
  window.location.hash = '#/1';
  const { result, rerender } = show(named('a', 'b'));
  rerender({ steps: named('new', 'a', 'b') });
  await act(async () => result.current[1](2));
  await act(async () => window.dispatchEvent(new Event('hashchange')));
  expect(result.current[0]).toBe(2);
});

test('a link to a footnote or heading of the step leads to no other step', async () => {
  window.location.hash = '#/2';
  const { result } = show(named('a', 'b', 'c'));
  await act(async () => {
    window.location.hash = '#fn-1';
    window.dispatchEvent(new Event('hashchange'));
  });
  expect(result.current[0]).toBe(1);
});
