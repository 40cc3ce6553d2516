import type { Placeholder } from '@drydock/lab-format/schema';
import { beforeEach, expect, test } from 'vitest';
import { blankKey, clearBlanks, fillBlank, recallBlanks, useBlanks } from './blanks-store.ts';

const NAME: Placeholder = { text: '<name>', kind: 'text', label: 'Name', at: [0] };
const USER: Placeholder = { text: '<you>', kind: 'hub-user', label: 'User', at: [0] };

beforeEach(() => {
  localStorage.clear();
  clearBlanks();
});

test('however a text writes the user name at the hub, it is the same', () => {
  expect(blankKey(USER)).toBe(blankKey({ ...USER, text: '[dockerhub username]' }));
  expect(blankKey(NAME)).not.toBe(blankKey({ ...NAME, text: '<other>' }));
});

test('what was filled in comes back with the session', () => {
  recallBlanks('a');
  fillBlank(NAME, 'app');
  clearBlanks();
  recallBlanks('b');
  expect(useBlanks.getState().filled).toEqual({});
  recallBlanks('a');
  expect(useBlanks.getState().filled[blankKey(NAME)]).toBe('app');
});
