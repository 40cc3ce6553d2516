import { ACTION, VERBATIM } from '../foreign-text.ts';
import { joinLines, linesOf, type MappedText } from './mapped-text.ts';

/** What a line is to whoever looks for fences: `raw` is the inside of `<pre>` or of a comment. */
export type LineKind = 'text' | 'open' | 'code' | 'close' | 'raw';

/** What may stand behind the backticks that close a fence, or null when it is something else. */
export type ReadSuffix = (
  rest: string,
) => { readonly action: string; readonly after: string } | null;

/**
 * Makes the fences of a foreign page such that CommonMark reads what the author saw: what stands behind a
 * closing fence (which would keep it open) goes to the opening line, behind a mark of ours; lines that are
 * indented less than their fence (which would end it, in a list) are indented as much.
 */
export function normaliseFences(source: MappedText, readSuffix: ReadSuffix): MappedText {
  const lines = linesOf(source);
  const kinds = kindsOf(
    lines.map(([text]) => text),
    readSuffix,
  );
  const out: [string, number][] = [];
  let opening = { index: 0, indent: 0, quoted: false };
  lines.forEach(([text, line], index) => {
    const kind = kinds[index];
    if (kind === 'open') {
      const prefix = OPENING.exec(text)?.[1] ?? '';
      opening = { index: out.length, indent: widthOf(prefix), quoted: prefix.includes('>') };
      out.push([text, line]);
    } else if (kind === 'code') {
      out.push([opening.quoted ? text : indented(text, opening.indent), line]);
    } else if (kind === 'close') {
      const { fence, suffix } = closing(text, readSuffix);
      out.push([opening.quoted ? fence : ' '.repeat(opening.indent) + fence.trim(), line]);
      const [opened, openedOn] = out[opening.index] ?? ['', line];
      if (suffix !== null && suffix.action !== '') {
        out[opening.index] = [`${opened} ${ACTION}${suffix.action}`, openedOn];
      }
      if (suffix !== null && suffix.after !== '')
        out.push([`${' '.repeat(opening.indent)}${suffix.after}`, line]);
    } else {
      out.push([kind === 'raw' ? rawLine(lines, kinds, index) : text, line]);
    }
  });
  return joinLines(out);
}

/** The lines of a `<pre>` that stand left of it would end it, in a list: they are moved, with a mark. */
function rawLine(
  lines: readonly (readonly [string, number])[],
  kinds: readonly LineKind[],
  index: number,
): string {
  const text = lines[index]?.[0] ?? '';
  let first = index;
  while (kinds[first - 1] === 'raw' && !PRE.test(lines[first]?.[0] ?? '')) first -= 1;
  const [, prefix = ''] = PRE.exec(lines[first]?.[0] ?? '') ?? [];
  const width = widthOf(prefix);
  if (first === index || width < 2 || prefix.includes('>') || text.trim() === '') return text;
  let last = index;
  while (kinds[last + 1] === 'raw' && !/<\/pre>/i.test(lines[last]?.[0] ?? '')) last += 1;
  const below = lines.slice(first + 1, last + 1);
  const isLeft = below.some(
    ([each]) => each.trim() !== '' && widthOf(/^[ \t]*/.exec(each)?.[0] ?? '') < width,
  );
  return isLeft ? ' '.repeat(width) + VERBATIM + text : text;
}

/** What each line is. */
export function kindsOf(lines: readonly string[], readSuffix: ReadSuffix = () => null): LineKind[] {
  const kinds: LineKind[] = [];
  let open: OpenFence | null = null;
  let rawUntil: RegExp | null = null;
  for (const line of lines) {
    if (rawUntil !== null) {
      kinds.push('raw');
      if (rawUntil.test(line)) rawUntil = null;
      continue;
    }
    if (open !== null && quotesOf(line) < open.quotes) open = null;
    if (open === null) {
      open = openFence(line);
      kinds.push(open !== null ? 'open' : RAW.test(line) ? 'raw' : 'text');
      if (open === null) rawUntil = rawStart(line);
      continue;
    }
    const rest = open.closedBy(line);
    const closes = rest !== null && (rest.trim() === '' || readSuffix(rest) !== null);
    kinds.push(closes ? 'close' : 'code');
    if (closes) open = null;
  }
  return kinds;
}

/** A fence that is not closed yet. */
export interface OpenFence {
  readonly marks: string;
  /** How many quotations it stands in. */
  readonly quotes: number;
  /** Looks at its next line: what stands behind the backticks when it may close the fence, else null. */
  closedBy(line: string): string | null;
}

/** The fence that a line opens, or null. */
export function openFence(line: string): OpenFence | null {
  const match = OPENING.exec(line);
  if (match === null) return null;
  const [, prefix = '', marks = '', info = ''] = match;
  if (marks.startsWith('`') && info.includes('`')) return null;
  const indent = widthOf(prefix);
  let nested = false;
  return {
    marks,
    quotes: quotesOf(prefix),
    closedBy(text) {
      const [, before = '', closing = '', rest = ''] = CLOSING.exec(text) ?? [];
      if (!closing.startsWith(marks)) return null;
      // Four blanks further in stands a fence of an example, or a closing one that was badly indented.
      const isFarther = widthOf(before) >= indent + 4;
      const isNested = isFarther && (nested || /^\w/.test(rest));
      if (isNested) nested = rest.trim() !== '';
      return isNested ? null : rest;
    },
  };
}

/** Quotations and list items that a line opens or stands in; what remains is its own. */
const CONTAINERS = '(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t])))*[ \\t]*';
export const OPENING = new RegExp(`^(${CONTAINERS})(\`{3,}|~{3,})(.*)$`);
const CLOSING = /^((?:[ \t]*>)*[ \t]*)(`{3,}|~{3,})(.*)$/;
const PRE = new RegExp(`^(${CONTAINERS})<pre(?=[\\s>]|$)`, 'i');
const RAW = new RegExp(`^${CONTAINERS}(<!--|<(?:pre|script|style|textarea)(?=[\\s>]|$))`, 'i');

/** What ends the raw HTML that begins on a line and goes on below it; null when there is none. */
export function rawStart(line: string): RegExp | null {
  const raw = RAW.exec(line);
  if (raw === null) return null;
  const ends = raw[1] === '<!--' ? /-->/ : /<\/(?:pre|script|style|textarea)>/i;
  return ends.test(line.slice(raw[0].length)) ? null : ends;
}

function quotesOf(line: string): number {
  return (/^(?:[ \t]*>)*/.exec(line)?.[0].match(/>/g) ?? []).length;
}

function closing(text: string, readSuffix: ReadSuffix) {
  const [, prefix = '', marks = '', rest = ''] = CLOSING.exec(text) ?? [];
  return { fence: prefix + marks, suffix: rest.trim() === '' ? null : readSuffix(rest) };
}

function indented(text: string, width: number): string {
  const own = /^[ \t]*/.exec(text)?.[0] ?? '';
  if (text.trim() === '' || widthOf(own) >= width) return text;
  return ' '.repeat(width) + text.slice(own.length);
}

/** Columns, with a tab stop every four. */
function widthOf(prefix: string): number {
  let width = 0;
  for (const character of prefix) width += character === '\t' ? 4 - (width % 4) : 1;
  return width;
}

/** What continues the quotations and list items of a line on the next one. */
export function continuation(line: string): string {
  const prefix = new RegExp(`^${CONTAINERS}`).exec(line)?.[0] ?? '';
  return prefix.replace(/[^>\t]/g, ' ');
}
