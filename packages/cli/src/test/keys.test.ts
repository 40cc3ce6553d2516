import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caretKeys, commandKeys, textKeys } from './keys.ts';

test('one line and Enter, several lines as one paste', () => {
  expect(commandKeys('docker ps\n', true)).toBe('docker ps\r');
  expect(commandKeys('cat <<E\nhi\nE\n', true)).toBe('\x1b[200~cat <<E\rhi\rE\x1b[201~\r');
  expect(commandKeys('cat <<E\nhi\nE', false)).toBe('cat <<E\rhi\rE\r');
});

test('no command can end its paste before its end', () => {
  fc.assert(
    fc.property(fc.string(), (middle) => {
      const keys = commandKeys(`a\n\x1b[201~${middle}\nb`, true);
      expect(keys.slice('\x1b[200~'.length).indexOf('\x1b')).toBe(
        keys.length - '\x1b[201~\r'.length - '\x1b[200~'.length,
      );
    }),
  );
});

test('keys in caret notation', () => {
  expect(caretKeys('^C')).toBe('\x03');
  expect(caretKeys(' ^p^Q ')).toBe('\x10\x11');
  expect(caretKeys('^[')).toBe('\x1b');
  expect(caretKeys('^?')).toBe('\x7f');
  expect(caretKeys('q')).toBe('q');
});

test('text is typed without an Enter', () => {
  expect(textKeys('yes\n')).toBe('yes');
});
