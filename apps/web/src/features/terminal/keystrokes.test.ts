import { expect, test } from 'vitest';
import { keystrokes } from './keystrokes.ts';

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
