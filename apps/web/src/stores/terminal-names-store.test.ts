import { beforeEach, expect, test } from 'vitest';
import { remember } from './session-memory.ts';
import {
  clearTerminalNames,
  recallTerminalNames,
  renameTerminal,
  useTerminalNames,
} from './terminal-names-store.ts';
import { terminalClosed } from './terminals-store.ts';

const names = () => useTerminalNames.getState().names;

beforeEach(() => {
  localStorage.clear();
  clearTerminalNames();
});

test('names come back with their session, and only with it', () => {
  recallTerminalNames('a');
  renameTerminal('T1', '  logs ');
  renameTerminal('T2', 'ビルド');
  clearTerminalNames();
  recallTerminalNames('b');
  expect(names()).toEqual({});
  recallTerminalNames('a');
  expect(names()).toEqual({ T1: 'logs', T2: 'ビルド' });
});

test('no name, or its own, is none; a long one is cut', () => {
  recallTerminalNames('a');
  renameTerminal('T1', 'logs');
  renameTerminal('T1', ' ');
  renameTerminal('T2', 'T2');
  renameTerminal('T3', 'x'.repeat(100));
  expect(names()).toEqual({ T3: 'x'.repeat(40) });
});

test('a terminal that is closed takes its name with it: the next T2 is another', () => {
  recallTerminalNames('a');
  renameTerminal('T2', 'logs');
  terminalClosed('T2');
  recallTerminalNames('a');
  expect(names()).toEqual({});
});

test('what is kept and is no name is left out', () => {
  remember('a', 'terminals', { T1: 7, T2: 'logs' });
  recallTerminalNames('a');
  expect(names()).toEqual({ T2: 'logs' });
  remember('a', 'terminals', 'T1');
  recallTerminalNames('a');
  expect(Object.values(names()).every((name) => typeof name === 'string')).toBe(true);
});
