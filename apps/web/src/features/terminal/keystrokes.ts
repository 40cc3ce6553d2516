const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';
const ENTER = '\r';

/**
 * What pressing the keys of `text` and Enter sends. Several lines go as one bracketed paste where the program takes
 * it, so that heredocs and quotes arrive whole and no line is eaten by the command before it.
 */
export function keystrokes(text: string, { brackets }: { brackets: boolean }): string {
  const lines = textKeys(text.replace(/\s+$/, ''));
  const isOneLine = !lines.includes(ENTER);
  return isOneLine || !brackets ? `${lines}${ENTER}` : `${PASTE_BEGIN}${lines}${PASTE_END}${ENTER}`;
}

/** The keys of `text` alone. */
export function textKeys(text: string): string {
  // Escape characters in a text could end a paste early; no key on a keyboard types them by the line.
  return text.replaceAll('\x1b', '').replaceAll(/\r?\n/g, ENTER);
}

/** Keys in caret notation: `^C` is Ctrl+C, `^[` is Escape; what is no such key stands for itself. */
export function keysOf(notation: string): string {
  return notation
    .trim()
    .replaceAll(/\^([@-_?a-z])/g, (_, key: string) =>
      key === '?' ? '\x7f' : String.fromCharCode(key.toUpperCase().charCodeAt(0) & 0x1f),
    );
}

/** The same for people: `Ctrl+C`. */
export function keyNames(notation: string): string {
  return notation
    .trim()
    .replaceAll('^[', 'Esc ')
    .replaceAll('^?', 'Backspace ')
    .replaceAll(/\^([@-_a-z])/g, (_, key: string) => `Ctrl+${key.toUpperCase()} `)
    .trim();
}
