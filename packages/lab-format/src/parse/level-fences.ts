import type { Root } from 'mdast';
import { limits } from '../limits.ts';
import { isProse } from './command-words.ts';
import { readPrompt } from './prompt-forms.ts';

/**
 * Gives each line within an indented fence at least the indent of the fence. In a list, CommonMark would end
 * the fence at the first line that stands further left; who wrote the fence meant it to go on. Lines stay lines.
 */
export function levelFences(source: string): string {
  const lines = source.split('\n');
  // It is refused for its length in a moment.
  if (lines.length > limits.markdownLines) return source;
  for (let at = 0; at < lines.length; at += 1) {
    const fence = openingFence(lines[at] ?? '');
    if (fence === null) continue;
    const end = closingLine(lines, at, fence);
    if (end === null) continue;
    for (let line = at + 1; fence.indent > 0 && line <= end; line += 1) {
      const text = lines[line] ?? '';
      const missing = fence.indent - indentOf(text);
      if (text.trim() !== '' && missing > 0) lines[line] = ' '.repeat(missing) + text;
    }
    at = end;
  }
  return lines.join('\n');
}

/**
 * Moves what belongs to a box of MkDocs (`!!! note`) to the left: by its four columns alone, CommonMark would
 * take it for code.
 */
export function openBoxes(source: string): string {
  const lines = source.split('\n');
  let inBox = false;
  let fenced = false;
  for (const [at, line] of lines.entries()) {
    if (/^(?:`{3}|~{3})/.test(line) && !inBox) fenced = !fenced;
    if (fenced) continue;
    if (/^(?:!!!|\?\?\?\+?) [a-z]/.test(line)) inBox = true;
    else if (inBox && /^(?: {4}|\t)/.test(line)) lines[at] = line.replace(/^(?: {4}|\t)/, '');
    else if (line.trim() !== '') inBox = false;
  }
  return lines.join('\n');
}

/**
 * Takes four columns from what only their indent makes code: a fence, or a sentence, of a list that had ended
 * above, at a fence in the first column. Null when there is none.
 */
export function freeIndented(source: string, root: Root): string | null {
  const before = source.split('\n');
  const lines = [...before];
  let freed = false;
  let belowList = false;
  for (const node of root.children) {
    if (node.type === 'heading') belowList = false;
    else if (node.type === 'list') belowList = true;
    if (node.type !== 'code' || node.position === undefined) continue;
    const { start, end } = node.position;
    if (indentOf(before[start.line - 1] ?? '') < 4) continue;
    const fence = /^(?:`{3}|~{3})[^`]*$/m.test(node.value);
    if (!fence && !(belowList && isSentence(node.value))) continue;
    freed = true;
    for (let line = start.line - 1; line < end.line; line += 1) {
      lines[line] = (lines[line] ?? '').replace(/^(?: {1,4}| {0,3}\t)/, '');
    }
  }
  return freed ? lines.join('\n') : null;
}

function isSentence(code: string): boolean {
  const [first = ''] = code.split('\n', 1);
  return isProse(first.slice(0, 500)) && readPrompt(first) === null;
}

interface OpeningFence {
  readonly indent: number;
  readonly mark: string;
}

function openingFence(line: string): OpeningFence | null {
  const match = /^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})([^`]*)$/.exec(
    line.slice(0, 500),
  );
  return match && { indent: widthOf(match[1] ?? ''), mark: match[2] ?? '```' };
}

/** Where the fence is closed; null when another one opens first, or it goes on for too long to be sure. */
function closingLine(
  lines: readonly string[],
  from: number,
  { mark }: OpeningFence,
): number | null {
  const last = Math.min(lines.length, from + LONGEST);
  for (let line = from + 1; line < last; line += 1) {
    const text = (lines[line] ?? '').trim();
    if (!text.startsWith(mark.slice(0, 3))) continue;
    if (text.startsWith(mark) && text.replaceAll(mark.charAt(0), '') === '') return line;
    if (/^(?:`{3,}|~{3,})\w+$/.test(text)) return null;
  }
  return null;
}

const LONGEST = 500;

function indentOf(line: string): number {
  return widthOf(/^[ \t]*/.exec(line)?.[0] ?? '');
}

/** Columns, with tabs to the next multiple of four. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character === '\t' ? 4 - (width % 4) : 1;
  return width;
}
