import type { Reason } from '../reason.ts';

/** Whether a condition holds, and a sentence on what was found: why it does not, or what `not` tells when it does. */
export interface Verdict {
  readonly holds: boolean;
  readonly reason: Reason;
}

export function yes(reason: Reason): Verdict {
  return { holds: true, reason };
}

export function no(reason: Reason): Verdict {
  return { holds: false, reason };
}

/** One part of what is asked holds: the whole has a sentence of its own. */
export const FITS: Verdict = yes(asIs(''));

/** Looks at one thing after the other; the first that does not hold is the verdict. */
export function firstThatFails(looks: Iterable<Verdict | undefined>, otherwise: Reason): Verdict {
  for (const verdict of looks) if (verdict && !verdict.holds) return verdict;
  return yes(otherwise);
}

/** A name, a path, an author's own words: the same in each language. */
export function asIs(text: string): Reason {
  return { en: text, ja: text };
}

export function joined(parts: readonly Reason[], between: Reason): Reason {
  return {
    en: parts.map(({ en }) => en).join(between.en),
    ja: parts.map(({ ja }) => ja).join(between.ja),
  };
}

const MOST_NAMED = 5;
const LONGEST_QUOTE = 80;

/** `a, b, c and 4 more`; `nothing` for none. */
export function named(items: readonly string[]): Reason {
  if (items.length === 0) return NOTHING;
  const shown = items.slice(0, MOST_NAMED);
  const more = items.length - shown.length;
  return {
    en: `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    ja: `${shown.join('、')}${more > 0 ? `、ほか ${more} 件` : ''}`,
  };
}

export const NOTHING: Reason = { en: 'nothing', ja: 'なし' };

/** `a and b and c`, all of them. */
export function allOf(items: readonly string[]): Reason {
  return { en: items.join(' and '), ja: items.join(' と ') };
}

/** Text of the learner's machine in one line of bearable length, in quotation marks. */
export function quoted(text: string): Reason {
  const line = oneLine(text);
  return { en: `“${line}”`, ja: `「${line}」` };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not reach a page.
const COLOURS = /\u001b\[[0-9;:]*[A-Za-z]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const CONTROLS = /[\s\u0000-\u001f\u007f-\u009f]+/g;

export function oneLine(text: string, longest = LONGEST_QUOTE): string {
  const line = text.replace(COLOURS, '').replace(CONTROLS, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
