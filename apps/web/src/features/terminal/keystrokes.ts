const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';
const ENTER = '\r';

/**
 * What pressing the keys of `text` and Enter sends. Several lines go as one bracketed paste where the program takes
 * it, so that heredocs and quotes arrive whole and no line is eaten by the command before it.
 */
export function keystrokes(text: string, { brackets }: { brackets: boolean }): string {
  // Escape characters in a text could end the paste early; no key on a keyboard types them by the line.
  const lines = text.replaceAll('\x1b', '').replace(/\s+$/, '').replaceAll(/\r?\n/g, ENTER);
  const isOneLine = !lines.includes(ENTER);
  return isOneLine || !brackets ? `${lines}${ENTER}` : `${PASTE_BEGIN}${lines}${PASTE_END}${ENTER}`;
}
