import type { ReadSuffix } from '../markdown/fence-lines.ts';

/** What `{{...}}` behind code asks for. */
export interface Mark {
  /** `none` is `{{}}`: neither run nor copied. */
  readonly verb: 'run' | 'copy' | 'open' | 'none';
  /** The number of the terminal, from 1. */
  readonly terminal: number | null;
  /** The number of the machine, from 1. */
  readonly host: number | null;
  readonly interrupt: boolean;
  readonly input: 'text' | 'keys' | null;
}

/** Reads the inside of one or more `{{...}}`; null when a word is none of theirs: `{{ .State.Pid }}` is text. */
export function readMark(inside: string): Mark | null {
  const words = inside
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) return NONE;
  let mark: Mark = NONE;
  let verb = false;
  for (const word of words) {
    const target = /^(t|terminal|host)-?0?([1-9][0-9]?)$/.exec(word);
    if (word === 'execute' || word === 'exec') mark = { ...mark, verb: 'run' };
    else if (word === 'copy' || word === 'open') {
      if (mark.verb !== 'run') mark = { ...mark, verb: mark.verb === 'copy' ? 'copy' : word };
    } else if (word === 'interrupt') mark = { ...mark, interrupt: true };
    else if (word === 'no-newline' || word === 'nonewline') mark = { ...mark, input: 'text' };
    else if (word === 'ctrl-seq') mark = { ...mark, input: 'keys' };
    else if (target?.[1] === 'host') mark = { ...mark, host: Number(target[2]) };
    else if (target !== null) mark = { ...mark, terminal: Number(target[2]) };
    else return null;
    verb ||= /^(?:exec|execute|copy|open)$/.test(word);
  }
  return verb ? mark : null;
}

const NONE: Mark = { verb: 'none', terminal: null, host: null, interrupt: false, input: null };

/** The marks at the start of `text`: how many characters they take, and what they ask for together. */
export function markAtStart(text: string): { readonly length: number; readonly mark: Mark } | null {
  const match = /^(?:[ \t]*(?:\n[ \t>]*)?)((?:\{\{[^{}\n]{0,80}\}\})+)/.exec(text);
  if (match === null) return null;
  const [whole, marks = ''] = match;
  const inside = [...marks.matchAll(/\{\{([^{}\n]*)\}\}/g)].map(([, words = '']) => words);
  const mark = readMark(inside.join(' '));
  const isEmpty = mark?.verb === 'none';
  // `{{}}` is a mark only right behind code.
  if (mark === null || (isEmpty && whole.length !== marks.length)) return null;
  return { length: whole.length, mark };
}

/** What stands behind a closing fence: marks, and perhaps text after them. A mark with a typing mistake is one, too. */
export const readSuffix: ReadSuffix = (rest) => {
  const trimmed = rest.trimStart();
  const length = markAtStart(trimmed)?.length ?? /^\{\{[^{}\n]{0,80}\}\}/.exec(trimmed)?.[0].length;
  if (length === undefined) return null;
  return { action: trimmed.slice(0, length), after: trimmed.slice(length).trim() };
};
