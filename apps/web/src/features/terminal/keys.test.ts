import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyHandler } from './keys.ts';

const writeText = vi.fn(async () => {});
const onWish = vi.fn();
let selection: string;
const terminal = {
  hasSelection: () => selection !== '',
  getSelection: () => selection,
  clearSelection: () => {
    selection = '';
  },
};
const handle = keyHandler(terminal, onWish);

beforeEach(() => {
  selection = '';
  vi.clearAllMocks();
  onPlatform('Win32');
});
afterEach(() => vi.unstubAllGlobals());

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

test('on a Mac, Cmd copies and pastes, and Ctrl+C interrupts whatever is selected', () => {
  onPlatform('MacIntel');
  selection = 'sha256:0b2';
  expect(press('c', { ctrlKey: true })).toBe(true);
  expect(press('v', { ctrlKey: true })).toBe(true);
  expect(press('v', { metaKey: true })).toBe(false);
  expect(press('c', { metaKey: true })).toBe(false);
  expect(writeText).toHaveBeenCalledExactlyOnceWith('sha256:0b2');
  expect(press('c', { metaKey: true })).toBe(true);
});

test('Ctrl+Shift+C copies, and never interrupts', () => {
  selection = 'sha256:0b2';
  expect(press('C', { ctrlKey: true, shiftKey: true })).toBe(false);
  expect(press('C', { ctrlKey: true, shiftKey: true })).toBe(false);
  expect(writeText).toHaveBeenCalledExactlyOnceWith('sha256:0b2');
});

test.each([
  ['F', { shiftKey: true }, 'search'],
  ['Escape', { shiftKey: true }, 'leave'],
  ['ArrowUp', { shiftKey: true }, 'leave'],
  ['ArrowLeft', { shiftKey: true }, 'previous'],
  ['ArrowRight', { shiftKey: true }, 'next'],
  ['%', { shiftKey: true, code: 'Digit5' }, 'split'],
  ['+', {}, 'larger'],
  ['+', { shiftKey: true, code: 'Semicolon' }, 'larger'],
  ['=', {}, 'larger'],
  ['-', {}, 'smaller'],
  ['0', {}, 'usual'],
])('Ctrl and %s %o ask for: %s', (key, modifiers, wish) => {
  for (const held of ['ctrlKey', 'metaKey']) {
    expect(press(key, { ...modifiers, [held]: true })).toBe(false);
    expect(onWish).toHaveBeenLastCalledWith(wish);
  }
  expect(press(key, { ...modifiers, ctrlKey: true, altKey: true })).toBe(true);
  expect(press(key, modifiers)).toBe(true);
  expect(onWish).toHaveBeenCalledTimes(2);
});

test('all other keys are the shell’s', () => {
  for (const key of ['a', 'Enter', 'Escape']) expect(press(key, {})).toBe(true);
  for (const key of ['d', 'r', 'f', 'z', '_', 'ArrowLeft']) {
    expect(press(key, { ctrlKey: true })).toBe(true);
  }
  expect(press('_', { ctrlKey: true, shiftKey: true })).toBe(true);
});

function onPlatform(platform: string): void {
  vi.stubGlobal('navigator', { clipboard: { writeText }, platform });
}

function press(key: string, modifiers: KeyboardEventInit): boolean {
  return handle(new KeyboardEvent('keydown', { key, ...modifiers }));
}
