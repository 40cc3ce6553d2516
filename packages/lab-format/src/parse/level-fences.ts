import type { Root } from 'mdast';

/**
 * Gives each line within an indented fence at least the indent of the fence. In a list, CommonMark would end
 * the fence at the first line that stands further left; who wrote the fence meant it to go on. Lines stay lines.
 */
export function levelFences(source: string): string {
  const lines = source.split('\n');
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
 * Takes four columns from code that is only indented but has a fence in it: its list had ended above, so that
 * CommonMark sees no fence. Null when there is none.
 */
export function freeFences(source: string, root: Root): string | null {
  let lines: string[] | null = null;
  const before = source.split('\n');
  for (const { type, position, ...node } of root.children) {
    if (type !== 'code' || position === undefined || !('value' in node)) continue;
    const indented = indentOf(before[position.start.line - 1] ?? '') >= 4;
    if (!indented || !/^(?:`{3}|~{3})[^`]*$/m.test(node.value)) continue;
    lines ??= [...before];
    for (let line = position.start.line - 1; line < position.end.line; line += 1) {
      lines[line] = (lines[line] ?? '').replace(/^(?: {1,4}| {0,3}\t)/, '');
    }
  }
  return lines?.join('\n') ?? null;
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
