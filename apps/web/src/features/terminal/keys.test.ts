import { beforeEach, expect, test, vi } from 'vitest';
import { keyHandler } from './keys.ts';

const writeText = vi.fn(async () => {});
const actions = { onSearch: vi.fn(), onLeave: vi.fn() };
let selection: string;
const terminal = {
  hasSelection: () => selection !== '',
  getSelection: () => selection,
  clearSelection: () => {
    selection = '';
  },
};
const handle = keyHandler(terminal, actions);

beforeEach(() => {
  selection = '';
  vi.clearAllMocks();
  vi.stubGlobal('navigator', { clipboard: { writeText } });
});

test('Ctrl+C goes to the shell, which interrupts, when nothing is selected', () => {
  expect(press('c', { ctrlKey: true })).toBe(true);
  expect(writeText).not.toHaveBeenCalled();
});

test('Ctrl+C copies a selection once, and interrupts the next time', () => {
  selection = 'sha256:0b2';
  expect(press('c', { ctrlKey: true })).toBe(false);
  expect(writeText).toHaveBeenCalledExactlyOnceWith('sha256:0b2');
  expect(press('c', { ctrlKey: true })).toBe(true);
});

test('both keys for pasting are left to the browser', () => {
  expect(press('v', { ctrlKey: true })).toBe(false);
  expect(press('V', { ctrlKey: true, shiftKey: true })).toBe(false);
});

test('search and the way out have keys of their own', () => {
  expect(press('F', { ctrlKey: true, shiftKey: true })).toBe(false);
  expect(press('Escape', { ctrlKey: true, shiftKey: true })).toBe(false);
  expect(actions.onSearch).toHaveBeenCalledOnce();
  expect(actions.onLeave).toHaveBeenCalledOnce();
});

test('all other keys are the shell’s', () => {
  for (const key of ['a', 'Enter', 'Escape']) expect(press(key, {})).toBe(true);
  for (const key of ['d', 'r', 'f', 'z']) expect(press(key, { ctrlKey: true })).toBe(true);
});

function press(key: string, modifiers: KeyboardEventInit): boolean {
  return handle(new KeyboardEvent('keydown', { key, ...modifiers }));
}
