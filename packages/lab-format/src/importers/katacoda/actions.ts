import type { Code, InlineCode } from 'mdast';
import { ACTION, NATIVE } from '../foreign-text.ts';
import { continuation } from '../markdown/fence-lines.ts';
import type { Edit } from '../markdown/mapped-text.ts';
import { outsideCode } from '../markdown/outside-code.ts';
import type { PageTree } from '../markdown/page.ts';
import { isPhrasing, lineAround, nodesOf, rangeOf } from '../markdown/tree.ts';
import { escapeText, fenceOf, quoted, withPrefix } from '../markdown/write.ts';
import { workspacePathOf } from '../paths.ts';
import { localAddress, portAddresses } from './addresses.ts';
import { type Mark, markAtStart, readMark } from './marks.ts';

/** Fences and inline code with the marks of Katacoda and Killercoda, as native ones. `roots` are the editor's folders. */
export function actionEdits(page: PageTree, roots: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  const used: number[] = [];
  const codes: { node: InlineCode; end: number }[] = [];
  for (const { node, parent } of nodesOf(page.root)) {
    if (node.type === 'code') edits.push(...fenceEdits(node, page));
    if (node.type !== 'inlineCode' || !isPhrasing(parent)) continue;
    const { end } = rangeOf(node);
    const found = markAtStart(page.text.slice(end, end + 300));
    codes.push({ node, end });
    if (found !== null) {
      used.push(end + found.length);
      edits.push(...inlineEdits({ node, mark: found.mark, to: end + found.length, page, roots }));
    }
  }
  return [...edits, ...strayMarks(page, codes, used)];
}

function fenceEdits(node: Code, page: PageTree): Edit[] {
  const { start, end, line } = rangeOf(node);
  const opening = page.text.slice(start, lineEnd(page.text, start));
  const fence = /^([`~]{3,})(.*)$/.exec(opening);
  if (fence === null) return indentedFence(node, page);
  const [, marks = '', given = ''] = fence;
  if (given.startsWith(NATIVE)) return [];
  const { info, mark, unread } = splitInfo(given);
  if (unread !== null) unreadMark(unread, line, page);
  const edits: Edit[] = [
    { start, end: start + opening.length, text: marks + nativeInfo({ info, mark, line, page }) },
  ];
  const from = start + opening.length;
  return [...edits, ...addressEdits(page, from, end)];
}

/** Four blanks too many made code of a fence. */
function indentedFence(node: Code, page: PageTree): Edit[] {
  const { start, end, line } = rangeOf(node);
  const [opening = '', ...rest] = node.value.split('\n');
  const fence = /^([`~]{3,})(.*)$/.exec(opening);
  const closing = rest.at(-1)?.trim() ?? '';
  if (fence === null || !closing.startsWith(fence[1] ?? '`')) return [];
  const { info, mark, unread } = splitInfo(fence[2] ?? '');
  if (unread !== null) unreadMark(unread, line, page);
  const text = fenceOf(nativeInfo({ info, mark, line, page }), rest.slice(0, -1).join('\n'));
  return [
    {
      start,
      end,
      text: withPrefix(text, continuation(lineAround(page.text, start)).replace(/ {4}$/, '')),
    },
  ];
}

/** `unread` is an action that is none of theirs. */
function splitInfo(given: string): { info: string; mark: Mark | null; unread: string | null } {
  const [info = '', action] = given.split(ACTION);
  const inside = action ?? info;
  const marks = [...inside.matchAll(/\{\{([^{}\n]{0,80})\}\}/g)];
  const mark = marks.length === 0 ? null : readMark(marks.map(([, words = '']) => words).join(' '));
  const bare = action === undefined && mark !== null ? info.replace(/\{\{[^{}\n]*\}\}/g, '') : info;
  return { info: bare.trim(), mark, unread: mark === null ? (action ?? null) : null };
}

interface Info {
  readonly info: string;
  readonly mark: Mark | null;
  readonly line: number;
  readonly page: PageTree;
}

function unreadMark(mark: string, line: number, page: PageTree): void {
  const message = `${mark} is no mark of Katacoda or Killercoda; the code above it is shown, but not run.`;
  page.losses.dropped(page.placeOf(line), { rule: 'mark', message, fix: 'mend the word' });
}

function nativeInfo({ info, mark, line, page }: Info): string {
  const [, language = '', lines] = /^([^\s{]*)\s*(?:\{([\d,\s-]+)\})?/.exec(info) ?? [];
  const highlight = lines === undefined ? '' : ` highlight=${lines.replace(/\s/g, '')}`;
  if (mark?.verb === 'run') return `sh whole${words(mark, line, page)}${highlight}`;
  if (mark?.verb === 'copy' || mark?.verb === 'open') {
    if (mark.verb === 'open') openLost(line, page);
    return `${PLAIN.has(language) ? 'sh' : language} whole no-run-button${highlight}`;
  }
  // Without a mark, nothing runs there; shells and prompts would be offered here.
  if (/^(?:sh|bash|zsh|shell|console|shell-session|terminal)$/i.test(language)) {
    return `${language} no-run-button${mark === null ? '' : ' no-copy-button'}${highlight}`;
  }
  return language === '' ? `no-run-button${highlight}` : `${language}${highlight}`;
}

/** Languages that say nothing. */
const PLAIN = new Set([
  '',
  'plain',
  'text',
  'txt',
  'plaintext',
  'output',
  'bash',
  'shell',
  'console',
  'sh',
  'shell-session',
  'log',
  'logs',
]);

function openLost(line: number, page: PageTree): void {
  const message = '{{open}} behind a block of code opens nothing here; the text can be copied.';
  page.losses.changed(page.placeOf(line), { rule: 'open', message });
}

/** Attributes that fences and inline code share, each after a blank. */
function words(mark: Mark, line: number, { losses, placeOf }: PageTree): string {
  const { terminal, host, interrupt, input } = mark;
  if (host !== null && host > 1) {
    const message = `There is one machine here: what ran on HOST${host} runs in terminal T${host} of the same one.`;
    losses.changed(placeOf(line), {
      rule: 'host',
      message,
      fix: 'see that the step still makes sense',
    });
  }
  const number = terminal ?? host ?? 1;
  return [
    number > 1 ? ` terminal-id=T${number}` : '',
    interrupt ? ' interrupt' : '',
    input === null ? '' : ` input=${input}`,
  ].join('');
}

interface Inline {
  readonly node: InlineCode;
  readonly mark: Mark;
  /** Where its marks end. */
  readonly to: number;
  readonly page: PageTree;
  readonly roots: readonly string[];
}

function inlineEdits({ node, mark, to, page, roots }: Inline): Edit[] {
  const { start, end, line } = rangeOf(node);
  const suffix = (text: string): Edit[] => [
    { start: end, end: to, text },
    ...addressEdits(page, start, end),
  ];
  if (mark.verb === 'none') return suffix('');
  if (mark.verb === 'copy') return suffix('{copy}');
  if (mark.verb === 'run') {
    if (mark.input !== 'keys') return suffix(`{run${words(mark, line, page)}}`);
    const key = keyOf(node.value);
    if (key !== null)
      return [{ start, end: to, text: `\`${key}\`{run${words(mark, line, page)}}` }];
    const message = `"${node.value.slice(0, 40)}" is not one key of the kind ^C; it can be copied.`;
    page.losses.changed(page.placeOf(line), { rule: 'keys', message });
    return suffix('{copy}');
  }
  const path = workspacePathOf(node.value, roots);
  if (path === null) {
    const message = `${node.value.slice(0, 200)} is not in the workspace, so that no link opens it.`;
    page.losses.dropped(page.placeOf(line), { rule: 'open', message });
    return suffix('');
  }
  const code = page.text.slice(start, end);
  const label = /[[\]]/.test(code) ? escapeText(node.value) : code;
  return [{ start, end: to, text: `${NATIVE}:fileLink[${label}]{path=${quoted(path)}}` }];
}

/** A key in caret notation; Katacoda has names for some. */
function keyOf(value: string): string | null {
  const key = value.trim().toUpperCase();
  const named: Readonly<Record<string, string>> = {
    '^ESC': '^[',
    ESC: '^[',
    '^TAB': '^I',
    '^ENTER': '^M',
    '^RETURN': '^M',
    '^DEL': '^?',
  };
  const caret = named[key] ?? key.replace(/^(?:CTRL|CONTROL)[+-]/, '^');
  return /^\^[@A-Z[\]^_?]$/.test(caret) ? caret : null;
}

/** Addresses of ports in code are those that the learner's terminal reaches. */
function addressEdits(page: PageTree, from: number, to: number): Edit[] {
  return portAddresses(page.text.slice(from, to)).map((address) => ({
    start: from + address.start,
    end: from + address.end,
    text: localAddress(address) + (address.path === '/' ? '' : address.path),
  }));
}

/** Marks that stand behind no code: behind bold code they belong to that, else they are left out. */
function strayMarks(
  page: PageTree,
  codes: readonly { node: InlineCode; end: number }[],
  used: readonly number[],
): Edit[] {
  const edits: Edit[] = [];
  for (const {
    start,
    end,
    groups: [inside = ''],
  } of outsideCode(page.root, page.text)(/\{\{([^{}\n]{1,80})\}\}/g)) {
    const mark = readMark(inside);
    if (
      mark === null ||
      mark.verb === 'none' ||
      used.some((each) => each >= end && each - end < 200)
    )
      continue;
    const line = page.text.slice(0, start).split('\n').length;
    const owner = codes.findLast((code) => code.end <= start);
    const between = owner === undefined ? '' : page.text.slice(owner.end, start);
    edits.push({ start, end, text: '' });
    if (owner !== undefined && /^[*_~]{1,3}$/.test(between) && mark.verb !== 'open') {
      const action = mark.verb === 'copy' ? 'copy' : `run${words(mark, line, page)}`;
      edits.push({ start: owner.end, end: owner.end, text: `{${action}}` });
      continue;
    }
    const message = `{{${inside}}} stands behind no code and is left out.`;
    page.losses.dropped(page.placeOf(line), { rule: 'mark', message });
  }
  return edits;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
