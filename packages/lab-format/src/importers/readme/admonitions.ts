import { NATIVE } from '../foreign-text.ts';
import type { Losses } from '../losses.ts';
import { kindsOf } from '../markdown/fence-lines.ts';
import { joinLines, linesOf, type MappedText } from '../markdown/mapped-text.ts';
import { escapeText } from '../markdown/write.ts';

/** What MkDocs adds to Markdown: `!!! note`, `??? tip`, tabs `=== "Label"`, attribute lists. */
export function readMkdocs(page: MappedText, file: string, losses: Losses): MappedText {
  const lines = linesOf(page);
  return joinLines(rewrite(lines, { file, losses, depth: 0 }));
}

interface Context {
  readonly file: string;
  readonly losses: Losses;
  readonly depth: number;
}

type Line = [text: string, line: number];

function rewrite(lines: readonly Line[], context: Context): Line[] {
  const kinds = kindsOf(lines.map(([text]) => text));
  const out: Line[] = [];
  let inTabs = false;
  for (let index = 0; index < lines.length; ) {
    const [text, line] = lines[index] ?? ['', 1];
    const mark = kinds[index] === 'text' && context.depth < 5 ? MARK.exec(text) : null;
    const isTab = mark?.[2] === '===';
    if (inTabs && text.trim() !== '' && !isTab) {
      out.push([`${NATIVE}:::`, line], ['', line]);
      inTabs = false;
    }
    if (mark === null) {
      const plain = kinds[index] === 'text' ? withoutAttributes(text, line, context) : text;
      out.push([kinds[index] === 'open' ? fenceInfo(text, line, context) : plain, line]);
      index += 1;
      continue;
    }
    const [, indent = '', sign = '', words = ''] = mark;
    const body = bodyBelow(lines, index + 1, indent.length + 4);
    const inner = rewrite(body.lines, { ...context, depth: context.depth + 1 });
    const title = titleOf(words, sign);
    const wrapped = isTab
      ? [
          ...(inTabs ? [] : [open('tabs', '', line)]),
          open('tab', title, line),
          ...inner,
          close(line),
        ]
      : sign.startsWith('?')
        ? [open('hint', title, line), ...inner, close(line)]
        : [
            [`> **${escapeText(title)}**`, line] as Line,
            ['>', line] as Line,
            ...inner.map(([each, at]): Line => [each === '' ? '>' : `> ${each}`, at]),
          ];
    inTabs = isTab;
    out.push(
      ['', line],
      ...wrapped.map(([each, at]): Line => [each === '' ? '' : indent + each, at]),
      ['', line],
    );
    index = body.next;
  }
  if (inTabs) out.push([`${NATIVE}:::`, lines.at(-1)?.[1] ?? 1]);
  return out;
}

const MARK =
  /^([ \t]*)(!!!|\?\?\?\+?|===)[ \t]*([a-z][\w-]*(?:[ \t].*)?|[+!]?[ \t]*["'].*["'][ \t]*)$/i;

function open(name: string, title: string, line: number): Line {
  return [`${NATIVE}:::${name}${title === '' ? '' : `[${escapeText(title)}]`}`, line];
}

function close(line: number): Line {
  return [`${NATIVE}:::`, line];
}

function titleOf(words: string, sign: string): string {
  const quotedTitle = /["'](.*)["'][ \t]*$/.exec(words)?.[1];
  if (quotedTitle !== undefined && quotedTitle !== '') return quotedTitle;
  const [type = '', ...rest] = words.trim().split(/\s+/);
  const title =
    sign !== '===' && rest.length > 0 && quotedTitle === undefined ? rest.join(' ') : type;
  return title.replace(/["']/g, '').replace(/^./, (letter) => letter.toUpperCase());
}

/** The lines that are indented below a mark, without that indent. */
function bodyBelow(
  lines: readonly Line[],
  from: number,
  width: number,
): { lines: Line[]; next: number } {
  let next = from;
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.[0] ?? '';
    if (text.trim() === '') continue;
    if (!text.startsWith(' '.repeat(width)) && !/^\t/.test(text)) break;
    next = index + 1;
  }
  const body = lines
    .slice(firstText(lines, from, next), next)
    .map(([text, line]): Line => [text.replace(new RegExp(`^(?: {0,${width}}|\\t)`), ''), line]);
  return { lines: body, next };
}

/** Empty lines below the mark are none of the text. */
function firstText(lines: readonly Line[], from: number, next: number): number {
  let at = from;
  while (at < next && lines[at]?.[0].trim() === '') at += 1;
  return at;
}

/** `{: style="width:50%" }` behind a picture, or on a line of its own. */
function withoutAttributes(text: string, line: number, { file, losses }: Context): string {
  return text.replace(
    /(?<![ \t])[ \t]*\{:?[ \t]*((?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+))(?:[ \t]+(?:[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+)|;))*)[ \t]*;?[ \t]*\}[ \t]*$/,
    (_, list: string) => {
      losses.dropped(
        { file, line },
        {
          rule: 'attributes',
          message: `{: ${list.slice(0, 80)} } is left out: a lab has no such attributes.`,
        },
      );
      return '';
    },
  );
}

/** `hl_lines` and titles of fences. */
function fenceInfo(text: string, line: number, { file, losses }: Context): string {
  const [, opening = '', info = ''] = /^(.*?(?:`{3,}|~{3,}))(.*)$/.exec(text) ?? [];
  if (!/[{=]/.test(info)) return text;
  const language = /^\s*\{?\s*\.?([\w+#-]+)(?![\w=])/.exec(info)?.[1] ?? '';
  const lines = /hl_lines=["']([\d\s,-]+)["']/
    .exec(info)?.[1]
    ?.trim()
    .replace(/[\s,]+/g, ',');
  const other = info
    .replace(/hl_lines=["'][^"']*["']/, '')
    .match(/[\w-]+=(?:"[^"]*"|'[^']*'|\S+)/g);
  if (other !== null) {
    losses.dropped(
      { file, line },
      {
        rule: 'fence-attribute',
        message: `${other.join(' ').slice(0, 120)} is left out: fences have no such attribute.`,
      },
    );
  }
  return `${opening}${language}${lines === undefined ? '' : ` highlight=${lines}`}`;
}
