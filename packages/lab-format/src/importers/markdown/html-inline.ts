import type { Html, Parents, RootContent } from 'mdast';
import { continuation } from './fence-lines.ts';
import { destination } from './html-block.ts';
import { CODE_TAGS, HTML_TAGS, INLINE_MARKS, SILENT_TAGS } from './html-names.ts';
import type { HtmlContext } from './html-page.ts';
import { type HtmlTag, plainText, readHtml } from './html-tokens.ts';
import type { Edit } from './mapped-text.ts';
import { lineAround, lineBefore, rangeOf } from './tree.ts';
import { codeOf, escapeText, fenceOf, withPrefix } from './write.ts';

/** Edits for the tags that stand in the lines of one paragraph, heading or cell. */
export function inlineEdits(parent: Parents, source: string, context: HtmlContext): Edit[] {
  const edits: Edit[] = [];
  const hrefs: (string | null)[] = [];
  const children: readonly RootContent[] = parent.children;
  const htmls = children.filter((node) => node.type === 'html');
  for (let index = 0; index < htmls.length; index += 1) {
    const node = htmls[index];
    const tag = node && readHtml(node.value)[0];
    if (node === undefined || tag?.type !== 'tag') continue;
    const { start, end, line } = rangeOf(node);
    if (
      !tag.closes &&
      (tag.name === 'pre' || CODE_TAGS.has(tag.name) || SILENT_TAGS.has(tag.name))
    ) {
      const close = htmls.findIndex((other, at) => at > index && closes(other, tag.name));
      const last = htmls[close];
      if (last !== undefined) {
        const range = {
          start,
          inner: [end, rangeOf(last).start] as const,
          end: rangeOf(last).end,
          line,
        };
        edits.push(enclosed(tag, { ...range, parent, source, context }));
        index = close;
        continue;
      }
    }
    const text = tagToMarkdown({ tag, hrefs, parent, line, source, start, context });
    edits.push({ start, end, text });
  }
  return edits;
}

function closes(node: Html, name: string): boolean {
  return new RegExp(`^</${name}\\s*>`, 'i').test(node.value);
}

interface Enclosed {
  readonly start: number;
  readonly inner: readonly [from: number, to: number];
  readonly end: number;
  readonly line: number;
  readonly parent: Parents;
  readonly source: string;
  readonly context: HtmlContext;
}

function enclosed(
  tag: HtmlTag,
  { start, inner, end, line, parent, source, context }: Enclosed,
): Edit {
  const prefix = continuation(lineAround(source, start));
  const html = source.slice(...inner).replaceAll(`\n${prefix}`, '\n');
  const at = { file: context.file, line: context.lineOf(line) };
  if (SILENT_TAGS.has(tag.name)) {
    context.losses.dropped(at, { rule: 'html', message: `<${tag.name}> is not shown in a lab.` });
    return { start, end, text: '' };
  }
  const code = plainText(html);
  if (code.trim() === '') return { start, end, text: '' };
  if (tag.name !== 'pre' || parent.type !== 'paragraph') return { start, end, text: codeOf(code) };
  const trimmed = code.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
  const pre = context.readPre({ attributes: tag.attributes, code: trimmed, at });
  if (pre === null) return { start, end, text: '' };
  return { start, end, text: withPrefix(`\n\n${fenceOf(pre.info, pre.code)}\n\n`, prefix) };
}

interface InlineTag {
  readonly tag: HtmlTag;
  readonly hrefs: (string | null)[];
  readonly parent: Parents;
  readonly line: number;
  readonly source: string;
  readonly start: number;
  readonly context: HtmlContext;
}

function tagToMarkdown({ tag, hrefs, parent, line, source, start, context }: InlineTag): string {
  const { name, attributes } = tag;
  if (!HTML_TAGS.has(name)) return escapeText(tag.text);
  if (name in INLINE_MARKS) return INLINE_MARKS[name] ?? '';
  if (name === 'br') {
    return lineBreak({ parent, source, start, end: start + tag.text.length });
  }
  if (name === 'img') {
    return `![${escapeText(attributes.get('alt') ?? '')}](${destination(attributes.get('src') ?? '')})`;
  }
  if (name === 'a') {
    if (!tag.closes) {
      hrefs.push(attributes.get('href') ?? null);
      return hrefs.at(-1) === null ? '' : '[';
    }
    const href = hrefs.pop() ?? null;
    return href === null ? '' : `](${destination(href)})`;
  }
  if (!tag.closes) context.drop(name, line);
  return '';
}

function lineBreak(at: { parent: Parents; source: string; start: number; end: number }): string {
  const { parent, source, start, end } = at;
  if (parent.type !== 'paragraph') return ' ';
  const alone = continuation(lineBefore(source, start)).length === lineBefore(source, start).length;
  const last = end >= rangeOf(parent).end;
  if (alone || last) return '';
  if (/^[ \t]*\n/.test(source.slice(end, end + 200))) return '\\';
  return `\\\n${continuation(lineAround(source, start))}`;
}
