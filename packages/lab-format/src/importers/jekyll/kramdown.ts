import type { Link } from 'mdast';
import { NATIVE } from '../foreign-text.ts';
import type { Losses } from '../losses.ts';
import { kindsOf } from '../markdown/fence-lines.ts';
import { type Edit, joinLines, linesOf, type MappedText } from '../markdown/mapped-text.ts';
import type { PageTree } from '../markdown/page.ts';
import { nodesOf, rangeOf } from '../markdown/tree.ts';
import { escapeText } from '../markdown/write.ts';
import { labelOf, portLink } from '../port-links.ts';

/** Attribute lists on lines of their own: of quizzes, of the table of contents, of the fence above. */
export function readBlockAttributes(page: MappedText, file: string, losses: Losses): MappedText {
  const lines = linesOf(page);
  const kinds = kindsOf(lines.map(([text]) => text));
  const out: [string, number][] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [text, line] = lines[index] ?? ['', 1];
    const list =
      kinds[index] === 'text' ? /^\s*>?\s*\{:\s*([^{}]*)\}\s*$/.exec(text)?.[1] : undefined;
    if (list === undefined) {
      out.push([
        kinds[index] === 'text' ? text.replace(/(?<![ \t])[ \t]*\{#[\w-]+\}[ \t]*$/, '') : text,
        line,
      ]);
      continue;
    }
    if (/\.quiz\b/.test(list)) {
      const { written, next } = quizAt(lines, index);
      out.push(...written);
      if (written.length > 0) {
        index = next - 1;
        continue;
      }
    }
    const opening = kinds[index - 1] === 'close' ? kinds.lastIndexOf('open', index - 1) : -1;
    const term = /\.term\d/.exec(list)?.[0];
    const opened =
      opening === -1 ? -1 : out.findLastIndex(([, from]) => from === lines[opening]?.[1]);
    const fence = out[opened];
    if (term !== undefined && fence !== undefined) out[opened] = [`${fence[0]} ${term}`, fence[1]];
    else if (/\btoc\b/.test(list)) {
      const near = out.slice(-NEAR).findLastIndex(([above]) => above.trim() !== '');
      const item = near === -1 ? out.length : Math.max(0, out.length - NEAR) + near;
      if (/^\s*>?\s*(?:[-*+]|\d+\.)\s/.test(out[item]?.[0] ?? '')) out.splice(item, 1);
      losses.dropped(
        { file, line },
        { rule: 'contents', message: 'The table of contents is left out: a lab lists its steps.' },
      );
    } else if (/[^\s.]/.test(list)) {
      losses.dropped(
        { file, line },
        {
          rule: 'attributes',
          message: `{:${list.slice(0, 80)}} is left out: a lab has no such attributes.`,
        },
      );
    }
    out.push(['', line]);
  }
  return joinLines(out);
}

/** Lines above a mark that may belong to it, and of a question: without a limit, each mark would read the whole page. */
const NEAR = 50;

function quizAt(
  lines: readonly (readonly [string, number])[],
  from: number,
): { written: [string, number][]; next: number } {
  const question: string[] = [];
  const choices: { text: string; right: boolean; many: boolean; line: number }[] = [];
  let next = from + 1;
  for (; next < lines.length; next += 1) {
    const [text, line] = lines[next] ?? ['', 1];
    const choice = /^\s*[-*+]\s+([[(])\s*([xX]?)\s*[\])]\s*(.*)$/.exec(text);
    if (choice !== null)
      choices.push({
        text: choice[3] ?? '',
        right: choice[2] !== '',
        many: choice[1] === '[',
        line,
      });
    else if (
      choices.length > 0 ||
      next - from > NEAR ||
      (text.trim() === '' && question.length > 0 && !isChoice(lines[next + 1]?.[0]))
    )
      break;
    else if (text.trim() !== '') question.push(text.trim());
  }
  if (question.length === 0 || choices.length < 2 || !choices.some(({ right }) => right))
    return { written: [], next: from };
  const line = lines[from]?.[1] ?? 1;
  const multiple = choices[0]?.many === true;
  return {
    next,
    written: [
      ['', line],
      [`${NATIVE}:::quiz[${escapeText(question.join(' '))}]${multiple ? '{multiple}' : ''}`, line],
      ...choices.map(({ text, right, line: own }): [string, number] => [
        `- [${right ? 'x' : ' '}] ${text || '…'}`,
        own,
      ]),
      ['', line],
      [`${NATIVE}:::`, line],
      ['', line],
    ],
  };
}

function isChoice(text: string | undefined): boolean {
  return /^\s*[-*+]\s+[[(]\s*[xX]?\s*[\])]/.test(text ?? '');
}

/** Attribute lists behind links and pictures: `[text](/){:data-term=".term1"}{:data-port="80"}`. */
export function inlineAttributeEdits(page: PageTree): Edit[] {
  const edits: Edit[] = [];
  const used: number[] = [];
  for (const { node, parent } of nodesOf(page.root)) {
    if (
      !('position' in node) ||
      !['link', 'image', 'inlineCode', 'strong', 'emphasis'].includes(node.type)
    )
      continue;
    const { start, end, line } = rangeOf(node);
    const [lists] = /^(?:\{:[^{}\n]*\})+/.exec(page.text.slice(end, end + 500)) ?? [''];
    if (lists === '' || used.includes(end)) continue;
    used.push(end);
    const port = Number(/data-port\s*=\s*["']?(\d{1,5})/.exec(lists)?.[1] ?? 0);
    if (node.type === 'link' && port >= 1 && port <= 65535) {
      edits.push(linkToPort(node, { port, lists, start, end: end + lists.length, parent, page }));
      continue;
    }
    edits.push({ start: end, end: end + lists.length, text: '' });
    page.losses.dropped(page.placeOf(line), {
      rule: 'attributes',
      message: `${lists.slice(0, 80)} is left out: a lab has no such attributes.`,
    });
  }
  return edits;
}

interface ToPort {
  readonly port: number;
  readonly lists: string;
  readonly start: number;
  readonly end: number;
  readonly parent: Parameters<typeof portLink>[0]['parent'];
  readonly page: PageTree;
}

function linkToPort(node: Link, { port, lists, start, end, parent, page }: ToPort): Edit {
  const term = Number(/data-term\s*=\s*["']?\.term(\d)/.exec(lists)?.[1] ?? 1);
  if (term > 1) {
    const message = `There is one machine here: port ${port} of node ${term} is that port of the same one.`;
    page.losses.changed(page.placeOf(rangeOf(node).line), {
      rule: 'host',
      message,
      fix: 'see that the step still makes sense',
    });
  }
  const path = /^\/[^\s\\]*$/.test(node.url) && !node.url.startsWith('//') ? node.url : '/';
  return portLink({ start, end, label: labelOf(node, page.text), port, path, parent, page });
}
