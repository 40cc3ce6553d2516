import { NATIVE, VERBATIM } from '../foreign-text.ts';
import { CODE_TAGS, HTML_TAGS, INLINE_MARKS, SILENT_TAGS, SOLUTION_TITLE } from './html-names.ts';
import type { HtmlContext } from './html-page.ts';
import { type HtmlTag, type HtmlToken, plainText, readHtml } from './html-tokens.ts';
import { codeOf, escapeText, fenceOf } from './write.ts';

/** A `<details>`: its title comes later, in `<summary>`. */
export interface DetailsMark {
  title: string | null;
  closed: boolean;
  readonly line: number;
  readonly closing: string;
  opening(): string;
}

export interface HtmlBlock {
  readonly html: string;
  /** The line of the page on which it starts. */
  readonly line: number;
  /** The `<details>` around it that are open. */
  readonly opened: DetailsMark[];
  readonly context: HtmlContext;
}

/** A block of HTML as Markdown; null for a comment, which native labs take as well. */
export function blockToMarkdown(block: HtmlBlock): (string | DetailsMark)[] | null {
  const tokens = readHtml(block.html);
  if (tokens.every((token) => token.type === 'comment' || isBlank(token))) return null;
  const writer: Writer = { ...block, tokens, parts: [], lists: [], hrefs: [] };
  for (let index = 0; index < tokens.length; ) index = writeToken(writer, index);
  return writer.parts;
}

interface Writer extends HtmlBlock {
  readonly tokens: readonly HtmlToken[];
  readonly parts: (string | DetailsMark)[];
  /** The lists around: the number of the next item, or null without numbers. */
  readonly lists: (number | null)[];
  /** The links around. */
  readonly hrefs: (string | null)[];
}

function isBlank(token: HtmlToken): boolean {
  return token.type === 'text' && token.text.trim() === '';
}

/** Writes the token at `index`, with what belongs to it, and says which is next. */
function writeToken(writer: Writer, index: number): number {
  const token = writer.tokens[index];
  if (token === undefined || token.type === 'comment') return index + 1;
  if (token.type === 'text') {
    // Four blanks at the start of a line would make code of it.
    writer.parts.push(token.text.replace(/\n[ \t]+/g, '\n'));
    return index + 1;
  }
  const { name, closes } = token;
  if (!HTML_TAGS.has(name)) {
    writer.parts.push(escapeText(token.text));
    return index + 1;
  }
  if (!closes && name === 'pre') return writePre(writer, token, index);
  if (
    !closes &&
    (CODE_TAGS.has(name) || SILENT_TAGS.has(name) || name === 'summary' || name === 'table')
  ) {
    return writeEnclosed(writer, token, index);
  }
  writer.parts.push(...tagToMarkdown(writer, token));
  return index + 1;
}

function tagToMarkdown(writer: Writer, tag: HtmlTag): (string | DetailsMark)[] {
  const { name, closes, attributes } = tag;
  if (name in INLINE_MARKS) return [INLINE_MARKS[name] ?? ''];
  if (/^h[1-6]$/.test(name)) return [closes ? '\n\n' : `\n\n${'#'.repeat(Number(name[1]))} `];
  switch (name) {
    case 'details':
      return closes ? closeDetails(writer, tag) : openDetails(writer, tag);
    case 'br':
    case 'tr':
      return ['\n'];
    case 'hr':
      return ['\n\n---\n\n'];
    case 'p':
    case 'summary':
    case 'figure':
      return ['\n\n'];
    case 'ul':
    case 'ol':
      if (closes) writer.lists.pop();
      else writer.lists.push(name === 'ol' ? 1 : null);
      return [writer.lists.length === 0 || (!closes && writer.lists.length === 1) ? '\n\n' : '\n'];
    case 'li':
      return closes ? [] : [listItem(writer.lists)];
    case 'a':
      return link(writer, tag);
    case 'img':
      return [
        `![${escapeText(attributes.get('alt') ?? '')}](${destination(attributes.get('src') ?? '')})`,
      ];
    default:
      if (!closes) writer.context.drop(name, lineOf(writer, tag));
      return [BLOCKS.has(name) ? '\n\n' : ''];
  }
}

const BLOCKS = new Set([
  'div',
  'center',
  'section',
  'article',
  'aside',
  'header',
  'footer',
  'main',
  'nav',
  'blockquote',
  'figcaption',
  'dl',
  'dt',
  'dd',
  'table',
  'tbody',
  'thead',
]);

function listItem(lists: (number | null)[]): string {
  const number = lists.at(-1) ?? null;
  if (number !== null) lists[lists.length - 1] = number + 1;
  return `\n${'  '.repeat(Math.max(0, lists.length - 1))}${number === null ? '-' : `${number}.`} `;
}

function link({ hrefs }: Writer, { closes, attributes }: HtmlTag): string[] {
  if (!closes) {
    const href = attributes.get('href') ?? null;
    hrefs.push(href);
    return [href === null ? '' : '['];
  }
  const href = hrefs.pop() ?? null;
  return [href === null ? '' : `](${destination(href)})`];
}

/** An address between the parentheses of a link. */
export function destination(url: string): string {
  const flat = url.trim().replace(/\s/g, '%20');
  return /[()<>]/.test(flat)
    ? flat.replace(/[()<>]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
    : flat;
}

function openDetails(writer: Writer, tag: HtmlTag): (string | DetailsMark)[] {
  const mark: DetailsMark = {
    title: null,
    closed: false,
    line: lineOf(writer, tag),
    closing: `${NATIVE}:::`,
    opening() {
      const { title } = this;
      const kind = title !== null && SOLUTION_TITLE.test(title) ? 'solution' : 'hint';
      return `\n\n${NATIVE}:::${kind}${title === null ? '' : `[${escapeText(title)}]`}\n\n`;
    },
  };
  writer.opened.push(mark);
  return [mark];
}

function closeDetails(writer: Writer, tag: HtmlTag): string[] {
  const mark = writer.opened.findLast(({ closed }) => !closed);
  if (mark === undefined) {
    const { context } = writer;
    const at = { file: context.file, line: context.lineOf(lineOf(writer, tag)) };
    context.losses.changed(at, {
      rule: 'html',
      message: 'This </details> closes nothing here and is left out.',
    });
    return ['\n\n'];
  }
  mark.closed = true;
  return [`\n\n${mark.closing}\n\n`];
}

function writePre(writer: Writer, tag: HtmlTag, index: number): number {
  const end = closingTag(writer.tokens, index, 'pre');
  const inner = sourceBetween(writer, index, end).replace(MOVED, '');
  const code = plainText(inner)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  const { context } = writer;
  const at = { file: context.file, line: context.lineOf(lineOf(writer, tag)) };
  const attributes = attributesOfCode(writer.tokens[index + 1], tag);
  const pre = code === '' ? null : context.readPre({ attributes, code, at });
  if (pre !== null) writer.parts.push(`\n\n${fenceOf(pre.info, pre.code)}\n\n`);
  return end + 1;
}

const MOVED = new RegExp(`^[ \\t]*${VERBATIM}`, 'gmu');

/** `<pre><code class="language-sh">` names the language on the inner tag. */
function attributesOfCode(next: HtmlToken | undefined, pre: HtmlTag): ReadonlyMap<string, string> {
  if (next?.type !== 'tag' || next.name !== 'code') return pre.attributes;
  return new Map([...next.attributes, ...pre.attributes]);
}

function writeEnclosed(writer: Writer, tag: HtmlTag, index: number): number {
  const end = closingTag(writer.tokens, index, tag.name);
  const inner = sourceBetween(writer, index, end);
  if (tag.name === 'summary') {
    const title = plainText(stripTags(inner)).replace(/\s+/g, ' ').trim();
    const mark = writer.opened.findLast(({ closed }) => !closed);
    if (mark !== undefined && mark.title === null) mark.title = title || null;
    else writer.parts.push(`\n\n**${escapeText(title)}**\n\n`);
  } else if (tag.name === 'table') {
    writer.parts.push(`\n\n${tableOf(writer.tokens.slice(index + 1, end))}\n\n`);
  } else if (CODE_TAGS.has(tag.name)) {
    const code = plainText(inner);
    if (code.trim() !== '') writer.parts.push(codeOf(code));
  } else {
    const { context } = writer;
    const at = { file: context.file, line: context.lineOf(lineOf(writer, tag)) };
    const source = tag.attributes.get('src');
    const message = `<${tag.name}>${source ? ` of ${source.slice(0, 200)}` : ''} is not shown in a lab.`;
    context.losses.dropped(at, { rule: 'html', message });
  }
  return end + 1;
}

/** The rows of an HTML table as a GFM table; the first row is its head. */
function tableOf(tokens: readonly HtmlToken[]): string {
  const rows: string[][] = [];
  let cell: string | null = null;
  for (const token of tokens) {
    if (token.type === 'tag' && (token.name === 'td' || token.name === 'th')) {
      if (cell !== null) rows.at(-1)?.push(cell);
      if (!token.closes && rows.length === 0) rows.push([]);
      cell = token.closes ? null : '';
    } else if (token.type === 'tag' && token.name === 'tr') {
      if (cell !== null) rows.at(-1)?.push(cell);
      cell = null;
      if (!token.closes) rows.push([]);
    } else if (cell !== null && token.type === 'tag') {
      cell += INLINE_MARKS[token.name] ?? (CODE_TAGS.has(token.name) ? '`' : ' ');
    } else if (cell !== null && token.type === 'text') cell += token.text;
  }
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const line = (cells: readonly string[]) => {
    const padded = Array.from({ length: width }, (_, column) => cells[column] ?? '');
    return `| ${padded
      .map((text) =>
        text
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/(?<!\\)\|/g, '\\|'),
      )
      .join(' | ')} |`;
  };
  const [head, ...body] = rows.filter(({ length }) => length > 0);
  if (head === undefined) return '';
  return [line(head), `|${' --- |'.repeat(width)}`, ...body.map(line)].join('\n');
}

/** The tag that closes the one at `index`, or the end. */
function closingTag(tokens: readonly HtmlToken[], index: number, name: string): number {
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.type !== 'tag' || token.name !== name) continue;
    depth += token.closes ? -1 : 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function sourceBetween({ html, tokens }: Writer, open: number, close: number): string {
  const from = tokens[open];
  if (from?.type !== 'tag') return '';
  return html.slice(from.at + from.text.length, tokens[close]?.at ?? html.length);
}

function stripTags(html: string): string {
  return readHtml(html)
    .map((token) => (token.type === 'text' ? token.text : ''))
    .join('');
}

function lineOf({ html, line }: HtmlBlock, { at }: HtmlTag): number {
  return line + html.slice(0, at).split('\n').length - 1;
}
