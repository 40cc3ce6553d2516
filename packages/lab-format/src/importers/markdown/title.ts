import { toString as textOf } from 'mdast-util-to-string';
import { parseForeign, rangeOf } from './tree.ts';

export interface Titled {
  /** Null when the text does not begin with a heading. */
  readonly title: string | null;
  /** The text without that heading, where it is the title. */
  readonly markdown: string;
}

/** Takes the heading at the top of a native text for its title; when it has one already, only where both are the same. */
export function splitTitle(markdown: string, given: string | undefined): Titled {
  const root = parseForeign(markdown);
  if (!('type' in root)) return { title: null, markdown };
  const heading = root.children.find((node) => node.type !== 'html' && node.type !== 'definition');
  if (heading?.type !== 'heading') return { title: null, markdown };
  const title = textOf(heading).replace(/\s+/g, ' ').trim();
  const { start, end } = rangeOf(heading);
  const source = markdown.slice(start, end);
  const acts = /`\{(?:run|copy)/.test(source) || /!\[/.test(source);
  const isTitle = given === undefined ? !acts : wordsOf(given) === wordsOf(title);
  const bare = title.replace(/\{(?:run|copy)[^{}]*\}/g, '');
  return {
    title: bare === '' ? null : bare,
    markdown: isTitle ? markdown.slice(0, start) + markdown.slice(end) : markdown,
  };
}

/** Letters and digits: a picture in front of one of them makes no other title. */
function wordsOf(title: string): string {
  return (title.normalize('NFKC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ').toLowerCase();
}
