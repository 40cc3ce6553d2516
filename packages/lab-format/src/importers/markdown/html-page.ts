import type { Parents } from 'mdast';
import type { Losses } from '../losses.ts';
import { continuation } from './fence-lines.ts';
import { blockToMarkdown, type DetailsMark } from './html-block.ts';
import { inlineEdits } from './html-inline.ts';
import { applyEdits, type Edit, foreignLine, type MappedText } from './mapped-text.ts';
import { isPhrasing, lineAround, lineBefore, nodesOf, parseForeign, rangeOf } from './tree.ts';
import { withPrefix } from './write.ts';

/** How a format reads a `<pre>`: the info string of the fence that it becomes, and what that holds. */
export type ReadPre = (pre: Pre) => { readonly info: string; readonly code: string } | null;

interface Pre {
  readonly attributes: ReadonlyMap<string, string>;
  /** With its entities read, without the line breaks at either end. */
  readonly code: string;
  readonly at: { readonly file: string; readonly line: number };
}

export interface HtmlPage {
  readonly page: MappedText;
  readonly file: string;
  readonly losses: Losses;
  readonly readPre: ReadPre;
}

/** What the readers of blocks and of tags in a line share. */
export interface HtmlContext {
  readonly readPre: ReadPre;
  readonly file: string;
  readonly losses: Losses;
  /** The foreign line of a line of the page. */
  lineOf(line: number): number;
  /** A tag that has no counterpart. */
  drop(name: string, line: number): void;
}

/** Rewrites HTML as Markdown, since native labs show none: text, pictures, `<pre>`, `<details>` stay. */
export function htmlToMarkdown({ page, file, losses, readPre }: HtmlPage): MappedText {
  const root = parseForeign(page.text);
  if (!('type' in root)) return page;
  const dropped = new Map<string, { line: number; times: number }>();
  const context: HtmlContext = {
    readPre,
    file,
    losses,
    lineOf: (line) => foreignLine(page, line),
    drop(name, line) {
      const known = dropped.get(name);
      if (known === undefined) dropped.set(name, { line: foreignLine(page, line), times: 1 });
      else known.times += 1;
    },
  };
  const edits: Edit[] = [];
  const blocks: { start: number; end: number; prefix: string; parts: (string | DetailsMark)[] }[] =
    [];
  const open = new Map<Parents, DetailsMark[]>();
  const phrasing = new Set<Parents>();
  for (const { node, parent } of nodesOf(root)) {
    if (node.type !== 'html') continue;
    if (isPhrasing(parent)) {
      if (!phrasing.has(parent)) edits.push(...inlineEdits(parent, page.text, context));
      phrasing.add(parent);
      continue;
    }
    const { start, end, line } = rangeOf(node);
    const opened = open.get(parent) ?? [];
    open.set(parent, opened);
    const parts = blockToMarkdown({ html: node.value, line, opened, context });
    if (parts === null) continue;
    blocks.push({ start, end, prefix: continuation(lineBefore(page.text, start)), parts });
  }
  for (const [parent, marks] of open) {
    for (const mark of marks.filter(({ closed }) => !closed)) {
      losses.changed({ file, line: foreignLine(page, mark.line) }, UNCLOSED);
      const { start, end } = rangeOf(parent);
      const at = parent.type === 'root' ? page.text.length : end;
      const prefix = parent.type === 'root' ? '' : continuation(lineAround(page.text, start));
      edits.push({ start: at, end: at, text: withPrefix(`\n\n${mark.closing}\n`, prefix) });
    }
  }
  for (const { start, end, prefix, parts } of blocks) {
    const text = parts.map((part) => (typeof part === 'string' ? part : part.opening())).join('');
    edits.push({ start, end, text: withPrefix(text.trim(), prefix) });
  }
  for (const [name, { line, times }] of dropped) {
    const count = times === 1 ? '' : `, at ${times} places from here on`;
    const message = `<${name}> has no counterpart in Markdown and is left out${count}; the text in it stays.`;
    losses.dropped({ file, line }, { rule: 'html', message });
  }
  return applyEdits(page, edits);
}

const UNCLOSED = {
  rule: 'html',
  message: 'This <details> is never closed; it was taken to end with the page or list item.',
  fix: 'see that the right text is folded',
};
