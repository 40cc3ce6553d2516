import type { Reason } from '../reason.ts';
import { parseJson } from './json.ts';
import { readText } from './text.ts';
import { asIs, joined, NOTHING } from './verdict.ts';

/** One instruction, of a Dockerfile or of an image's history. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** Without flags, with single blanks. */
  readonly words: string;
  /** From 1; none in a history. */
  readonly line?: number;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** `text` keeps its line breaks: what follows one in a heredoc is a command of its own. */
export function instruction(keyword: string, text: string, line?: number): Instruction {
  const flat = jsonWords(text) ?? text.replace(/^(?:\s*--[a-z][^\s]*)+/i, '');
  const words = flat
    .split('\n')
    .map((each) => each.split(/\s+/).filter(Boolean).map(plainPath).join(' '))
    .filter(Boolean)
    .join('\n');
  const upper = keyword.toUpperCase();
  return {
    keyword: upper,
    words: upper === 'FROM' ? words.replace(/^(?:docker\.io\/)?(?:library\/)?/i, '') : words,
    ...(line !== undefined && { line }),
  };
}

/** `COPY . . (line 2)`. */
export function showInstruction({ keyword, words, line }: Instruction): Reason {
  const text = `${keyword} ${words}`.replaceAll('\n', ' ').trim();
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  if (line === undefined) return asIs(short);
  return { en: `${short} (line ${line})`, ja: `${short}（${line} 行目）` };
}

/** What an author seeks: `COPY`, `RUN pip install`, a regular expression, or any text. */
export function fits(sought: string): (candidate: Instruction) => boolean {
  const [, keyword, rest = ''] = /^([A-Z]+)(?:\s+(.*))?$/s.exec(sought) ?? [];
  if (keyword === undefined || !KEYWORDS.has(keyword)) {
    const { found } = readText(sought);
    return (each) => found(`${each.keyword} ${each.words}`);
  }
  const { words } = instruction(keyword, rest);
  return (each) =>
    each.keyword === keyword && pieces(each).some((piece) => beginsWith(piece, words));
}

export type Order =
  | { readonly type: 'found' }
  | { readonly type: 'missing'; readonly missing: readonly string[] }
  /** All are there, but not in this order: what is wrong, with those that were found as they stand. */
  | { readonly type: 'disorder'; readonly reason: Reason };

/** Looks for instructions that stand in this order, others between them or not. */
export function findOrder(all: readonly Instruction[], sought: readonly string[]): Order {
  const seekers = sought.map((text) => ({ text, fits: fits(text) }));
  const missing = seekers.filter((seeker) => !all.some(seeker.fits)).map(({ text }) => text);
  if (missing.length > 0) return { type: 'missing', missing };
  let from = 0;
  for (const [index, seeker] of seekers.entries()) {
    const at = all.findIndex((each, place) => place >= from && seeker.fits(each));
    if (at < 0) {
      const fitting = all.filter((each) => seekers.some((other) => other.fits(each)));
      // The classic builder notes hashes where the names of files were: nobody knows such a line again.
      const found = fitting.filter(({ words }) => !/^(?:file|dir|multi):[0-9a-f]{64} /.test(words));
      const before = sought[index - 1] ?? '';
      const [is, should] = [showAll(found), joined(sought.map(asIs), THEN)];
      return {
        type: 'disorder',
        reason: {
          en: `${seeker.text} comes before ${before}: found ${is.en}; expected ${should.en}`,
          ja: `${seeker.text} が ${before} より前にあります。現在の順: ${is.ja}。必要な順: ${should.ja}`,
        },
      };
    }
    from = at + 1;
  }
  return { type: 'found' };
}

const THEN: Reason = { en: ', then ', ja: '、次に ' };
const MOST_SHOWN = 6;

/** `FROM alpine (line 1), then RUN make (line 2)`; `nothing` for none. */
export function showAll(all: readonly Instruction[]): Reason {
  if (all.length === 0) return NOTHING;
  const list = joined(all.slice(0, MOST_SHOWN).map(showInstruction), THEN);
  const more = all.length - MOST_SHOWN;
  return more > 0 ? { en: `${list.en} and ${more} more`, ja: `${list.ja}、ほか ${more} 件` } : list;
}

/** `RUN a && b` is several commands. */
function pieces({ keyword, words }: Instruction): string[] {
  if (keyword !== 'RUN') return [words];
  return words.split(/&&|\|\||[;|\n]/).map((piece) => piece.trim());
}

/** Whole words: `COPY .` does not begin `COPY .env /`, and `FROM python` begins `FROM python:3.8`. */
function beginsWith(words: string, sought: string): boolean {
  if (!words.startsWith(sought)) return false;
  const next = words.slice(sought.length);
  // `FROM python` does not begin `FROM python-slim`; a tag or a flag may be cut short at a dash.
  const isCut = /(?:^|\s)(?:-\S*|\S+:\S*)$/.test(sought) ? /^\w/ : /^[\w-]/;
  return /(?:^|[/=:"'])$/.test(sought) || !isCut.test(next);
}

function plainPath(word: string): string {
  return word.replace(/^\.\/+/, '') || (word.startsWith('./') ? '.' : word);
}

/** `["python", "app.py"]` as plain words. */
function jsonWords(text: string): string | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  // A history has the list without its commas.
  const value = parseJson(text) ?? parseJson(text.replaceAll('" "', '","'));
  // As Docker does it: what is no JSON is a command line that begins with a bracket.
  return Array.isArray(value) ? value.map(String).join(' ') : undefined;
}
