import { beforeEach, expect, test } from 'vitest';
import { remember } from './session-memory.ts';
import {
  clearVariables,
  recallVariables,
  setFirstValues,
  setVariable,
  useVariables,
  variableIn,
} from './variables-store.ts';

const value = (name: string) => variableIn(useVariables.getState(), name);

beforeEach(() => {
  localStorage.clear();
  clearVariables();
  setFirstValues({});
});

test('a variable is as the lab has it, until the learner sets it', () => {
  setFirstValues({ name: 'web' });
  expect([value('name'), value('other'), value('constructor')]).toEqual(['web', '', '']);
  setVariable('name', '');
  expect(value('name')).toBe('');
});

test('what was set comes back with the session, whichever comes first, lab or session', () => {
  recallVariables('a');
  setVariable('name', 'mine');
  clearVariables();
  setFirstValues({ name: 'web', port: '80' });
  expect(value('name')).toBe('web');
  recallVariables('a');
  expect([value('name'), value('port')]).toEqual(['mine', '80']);
});

test('what is kept and is no text is left out', () => {
  remember('a', 'variables', { name: 7, port: '80' });
  recallVariables('a');
  expect([value('name'), value('port')]).toEqual(['', '80']);
});
