import { expect, test } from 'vitest';
import { keyNames, keysOf, keystrokes, textKeys } from './keystrokes.ts';

const HEREDOC = "cat <<'EOF' > a.txt\nit's\nEOF\n";

test('one line is typed with Enter', () => {
  expect(keystrokes('docker ps', { brackets: true })).toBe('docker ps\r');
  expect(keystrokes('docker ps\n', { brackets: false })).toBe('docker ps\r');
});

test('several lines are one paste where the program takes it, so that a heredoc arrives whole', () => {
  expect(keystrokes(HEREDOC, { brackets: true })).toBe(
    "\x1b[200~cat <<'EOF' > a.txt\rit's\rEOF\x1b[201~\r",
  );
});

test('several lines are typed line by line where it does not', () => {
  expect(keystrokes(HEREDOC, { brackets: false })).toBe("cat <<'EOF' > a.txt\rit's\rEOF\r");
});

test('no text can end its own paste', () => {
  const typed = keystrokes('echo a\n\x1b[201~rm -rf /', { brackets: true });
  expect(typed.split('\x1b[201~')).toHaveLength(2);
});

test('an answer is typed without Enter', () => {
  expect(textKeys('y')).toBe('y');
});

test.each([
  ['^C', '\x03', 'Ctrl+C'],
  ['^p^q', '\x10\x11', 'Ctrl+P Ctrl+Q'],
  ['^[', '\x1b', 'Esc'],
  ['^?', '\x7f', 'Backspace'],
  ['q', 'q', 'q'],
])('the key %s', (notation, sent, name) => {
  expect(keysOf(notation)).toBe(sent);
  expect(keyNames(notation)).toBe(name);
});
