/** A word after the language of a fence, or in the braces after inline code. */
export interface AttributeWord {
  readonly name: string;
  /** Null for a word without `=`. */
  readonly value: string | null;
  /** Where it starts, from 0. */
  readonly offset: number;
}

/** Splits `a b=c d="e f" g='h "i"'` at its blanks. */
export function attributeWords(text: string): AttributeWord[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index: offset }) => {
    const equals = word.indexOf('=');
    if (equals === -1) return { name: word, value: null, offset };
    const value = word.slice(equals + 1).replace(/^(["'])(.*)\1$/, '$2');
    return { name: word.slice(0, equals), value, offset };
  });
}

const WORD = /[^\s"'=]+=(?:"[^"]*"|'[^']*')(?!\S)|\S+/g;

/** A relative path that stays inside the workspace, without `./` before it; null for any other. */
export function workspacePath(value: string): string | null {
  const path = value.replace(/^(?:\.\/)+/, '');
  const segments = path.split('/');
  const safe = segments.every((part) => part !== '' && part !== '.' && part !== '..');
  return safe && path.length <= 255 && !/[\\\p{Cc}]/u.test(path) ? path : null;
}

/** `T2` of `T2`, `t2` or `2`; null for any other. */
export function terminalName(value: string): string | null {
  return /^[tT]?[1-9][0-9]?$/.test(value) ? `T${value.replace(/^[tT]/, '')}` : null;
}
