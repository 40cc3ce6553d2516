const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';
const ENTER = '\r';
export const CTRL_C = '\x03';
export const CTRL_D = '\x04';

/** What pressing the keys of a command and Enter sends; several lines go as one paste where the program takes it. */
export function commandKeys(code: string, takesBrackets: boolean): string {
  const lines = textKeys(code);
  const isOneLine = !lines.includes(ENTER);
  return isOneLine || !takesBrackets
    ? `${lines}${ENTER}`
    : `${PASTE_BEGIN}${lines}${PASTE_END}${ENTER}`;
}

/** What typing the text sends, without an Enter at its end. */
export function textKeys(text: string): string {
  // Escape characters could end a paste early, and no key of a keyboard types them by the line.
  return text.replaceAll('\x1b', '').replace(/\s+$/, '').replaceAll(/\r?\n/g, ENTER);
}

/** What keys in caret notation send: `^C`, `^[`, `^?`; anything else is sent as it stands. */
export function caretKeys(notation: string): string {
  return notation
    .trim()
    .replaceAll(/\^([?@A-Z[\\\]^_a-z])/g, (_all, key: string) =>
      key === '?' ? '\x7f' : String.fromCharCode(key.toUpperCase().charCodeAt(0) & 0x1f),
    );
}
