import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** A piece of HTML: a tag, a comment, or the text between. */
export type HtmlToken =
  | { readonly type: 'text'; readonly text: string; readonly at: number }
  | { readonly type: 'comment'; readonly text: string; readonly at: number }
  | HtmlTag;

export interface HtmlTag {
  readonly type: 'tag';
  /** In small letters. */
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** As it is written. */
  readonly text: string;
  /** Where it starts in the HTML. */
  readonly at: number;
}

/** Reads HTML in one pass; what is no tag is text. */
export function readHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let from = 0;
  const flush = (to: number) => {
    if (to > from) tokens.push({ type: 'text', text: html.slice(from, to), at: from });
  };
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const comment = html.startsWith('<!--', at) ? endOfComment(html, at) : null;
    if (comment !== null) {
      flush(at);
      tokens.push({ type: 'comment', text: html.slice(at, comment), at });
      from = comment;
      at = comment;
      continue;
    }
    const tag = readTag(html, at);
    if (tag === null) {
      at += 1;
      continue;
    }
    flush(at);
    tokens.push(tag);
    at += tag.text.length;
    from = at;
  }
  flush(html.length);
  return tokens;
}

function endOfComment(html: string, at: number): number {
  const end = html.indexOf('-->', at + 4);
  return end === -1 ? html.length : end + 3;
}

/** A tag is not longer than this. */
const MOST_LENGTH = 4000;

function readTag(html: string, at: number): HtmlTag | null {
  const head = /^<(\/?)([A-Za-z][A-Za-z0-9_-]*)/.exec(html.slice(at, at + 100));
  if (head === null) return null;
  const attributes = new Map<string, string>();
  const limit = Math.min(html.length, at + MOST_LENGTH);
  let next = at + head[0].length;
  while (next < limit) {
    const character = html[next] ?? '';
    if (character === '>') {
      const text = html.slice(at, next + 1);
      const name = (head[2] ?? '').toLowerCase();
      return { type: 'tag', name, closes: head[1] === '/', attributes, text, at };
    }
    if (character === '<') return null;
    if (/[\s/]/.test(character)) {
      next += 1;
      continue;
    }
    next = readAttribute(html, { next, limit }, attributes);
  }
  return null;
}

function readAttribute(
  html: string,
  { next, limit }: { next: number; limit: number },
  attributes: Map<string, string>,
): number {
  const isName = (character: string | undefined) =>
    character !== undefined && !/[\s=>/]/.test(character);
  let end = next;
  while (end < limit && isName(html[end])) end += 1;
  const name = html.slice(next, end).toLowerCase();
  if (html[end] !== '=') {
    attributes.set(name, '');
    return Math.max(end, next + 1);
  }
  const quote = html[end + 1];
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, end + 2);
    if (close === -1 || close >= limit) return limit;
    attributes.set(name, html.slice(end + 2, close));
    return close + 1;
  }
  let close = end + 1;
  while (close < limit && !/[\s>]/.test(html[close] ?? '')) close += 1;
  attributes.set(name, html.slice(end + 1, close));
  return Math.max(close, end + 1);
}

/** What is between tags, with its entities read: the text of a `<pre>`. CDATA is text as it stands. */
export function plainText(html: string): string {
  return html
    .split(/<!\[CDATA\[\n?/)
    .map((part, index) => {
      const end = index === 0 ? 0 : part.search(/\n?\]\]>/);
      if (end === -1) return part;
      return part.slice(0, end) + withoutTags(part.slice(end).replace(/^\n?\]\]>/, ''));
    })
    .join('');
}

function withoutTags(html: string): string {
  return decodeEntities(
    readHtml(html)
      .map((token) => (token.type === 'text' || isUnknown(token) ? token.text : ''))
      .join(''),
  );
}

/** `<image-id>` in a command is what the learner puts there, not a tag. */
function isUnknown(token: HtmlToken): boolean {
  return token.type === 'tag' && !INLINE_TAGS.has(token.name);
}

const INLINE_TAGS = new Set([
  'code',
  'span',
  'b',
  'strong',
  'i',
  'em',
  'u',
  'a',
  'kbd',
  'var',
  'samp',
  'br',
  'font',
  'mark',
  'small',
]);

/** Reads entities such as `&lt;` and `&#39;`. */
export function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return valid ? String.fromCodePoint(code) : whole;
  });
}

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g;
