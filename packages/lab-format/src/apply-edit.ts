import type { FileBlock, FileEdit } from './schema.ts';

/** What an edit makes of a file, or why it cannot be made. */
export type Edited =
  | { readonly type: 'changed'; readonly text: string }
  /** The file is already as the edit would make it. */
  | { readonly type: 'same' }
  | { readonly type: 'no-file' }
  /** The text to find is not in the file (0), or is there more than once, or would be again in what the edit makes. */
  | { readonly type: 'no-match'; readonly found: number };

type Change = Pick<FileBlock, 'text'> & { readonly edit: FileEdit };

/** Makes the edit on the file's text; null is a file that is not there. Line ends are those that the file has. */
export function applyEdit(current: string | null, { edit, text }: Change): Edited {
  const usesCrlf = current?.includes('\r\n') ?? false;
  const before = current?.replaceAll('\r\n', '\n') ?? null;
  const result = edited(before, edit, text.replaceAll('\r\n', '\n'));
  if (result.type !== 'changed') return result;
  if (result.text === before) return { type: 'same' };
  return usesCrlf ? { type: 'changed', text: result.text.replaceAll('\n', '\r\n') } : result;
}

function edited(current: string | null, edit: FileEdit, text: string): Edited {
  switch (edit.type) {
    case 'write':
      return changed(text);
    case 'append':
      if (current === null) return changed(text);
      return `\n${ended(current)}`.endsWith(`\n${ended(text)}`)
        ? SAME
        : changed(ended(current) + text);
    case 'prepend':
      if (current === null) return changed(text);
      return current.startsWith(ended(text)) ? SAME : changed(ended(text) + current);
    case 'insert':
      return current === null ? NO_FILE : insert(current, edit.match, text);
    case 'replace':
      return current === null ? NO_FILE : replace(current, edit.match, text);
    case 'remove':
      return current === null ? NO_FILE : remove(current, text);
  }
}

function insert(current: string, match: string, text: string): Edited {
  const at = onlyPlace(current, match);
  if (typeof at === 'object') return at;
  const lineEnd = current.indexOf('\n', at + match.trimEnd().length);
  const head = ended(lineEnd === -1 ? current : current.slice(0, lineEnd + 1));
  const tail = current.slice(head.length);
  const lines = ended(text);
  return ended(tail).startsWith(lines) ? SAME : changed(head + lines + tail);
}

/** A fence's text ends with its line; what it replaces may be a part of one. */
function replace(current: string, match: string, text: string): Edited {
  const by = match.endsWith('\n') ? ended(text) : text.replace(/\n$/, '');
  const result = replaceOnce(current, match, by);
  if (result.type !== 'changed') return result;
  // With what stands before it, what came in is `match` anew: a second time could not be told from the first.
  const isUnclear = replaceOnce(result.text, match, by).type === 'changed';
  return isUnclear ? { type: 'no-match', found: 2 } : result;
}

function replaceOnce(current: string, match: string, by: string): Edited {
  const at = onlyPlace(current, match);
  if (typeof at === 'object')
    return at.found === 0 && current.includes(by) && by !== '' ? SAME : at;
  // Again on what it has already changed: `match` may stand in what replaces it.
  const inside = by.indexOf(match);
  if (inside !== -1 && current.startsWith(by, at - inside)) return SAME;
  return changed(current.slice(0, at) + by + current.slice(at + match.length));
}

function remove(current: string, text: string): Edited {
  const whole = ended(text);
  const lines = onlyPlace(`\n${ended(current)}`, `\n${whole}`);
  if (typeof lines === 'number') {
    return changed(current.slice(0, lines) + current.slice(lines + whole.length));
  }
  const part = text.replace(/\n$/, '');
  const at = onlyPlace(current, part);
  if (typeof at === 'object') return at;
  return changed(current.slice(0, at) + current.slice(at + part.length));
}

const SAME = { type: 'same' } as const;
const NO_FILE = { type: 'no-file' } as const;

function changed(text: string): Edited {
  return { type: 'changed', text };
}

/** With the end of its last line, if it has a line. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function onlyPlace(current: string, match: string): number | Extract<Edited, { type: 'no-match' }> {
  const found = match === '' ? 0 : current.split(match).length - 1;
  return found === 1 ? current.indexOf(match) : { type: 'no-match', found };
}
