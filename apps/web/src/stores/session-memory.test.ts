import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lastOf, recall, remember } from './session-memory.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

test('each session has what was kept of it, and nothing of another', () => {
  remember('a', 'variables', { name: 'Ada' });
  remember('b', 'variables', { name: 'Grace' });
  remember('a', 'answers', { q: 1 });
  expect(recall('a', 'variables')).toEqual({ name: 'Ada' });
  expect(recall('a', 'answers')).toEqual({ q: 1 });
  expect(recall('b', 'answers')).toBeUndefined();
});

test('of some sessions the one that was used last is known, where any is', () => {
  remember('a', 'step', 1);
  remember('b', 'step', 1);
  remember('a', 'step', 2);
  remember('other', 'step', 1);
  expect(lastOf(['b', 'a'])).toBe('a');
  expect(lastOf(['b'])).toBe('b');
  expect(lastOf(['unknown'])).toBeUndefined();
});

test('the session that was left longest ago is forgotten first', () => {
  for (let index = 0; index < 20; index += 1) remember(`s${index}`, 'blanks', index);
  remember('s0', 'blanks', 'again');
  remember('new', 'blanks', 'n');
  expect(recall('s0', 'blanks')).toBe('again');
  expect(recall('s1', 'blanks')).toBeUndefined();
  expect(recall('s2', 'blanks')).toBe(2);
});

test.each(['no JSON', '{}', '[["a"], 7, [1, {}]]'])('%s in its place is nothing', (kept) => {
  localStorage.setItem('drydock.sessions', kept);
  expect(recall('a', 'answers')).toBeUndefined();
  remember('a', 'answers', 1);
  expect(recall('a', 'answers')).toBe(1);
});

test('a browser that keeps nothing fails nobody', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('QuotaExceededError');
  });
  expect(() => remember('a', 'answers', 1)).not.toThrow();
});
