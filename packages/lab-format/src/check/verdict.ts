/** Whether a condition holds, and a sentence on what was found: why it does not, or what `not` tells when it does. */
export interface Verdict {
  readonly holds: boolean;
  readonly text: string;
}

export function yes(text: string): Verdict {
  return { holds: true, text };
}

export function no(text: string): Verdict {
  return { holds: false, text };
}

/** Looks at one thing after the other; the first that does not hold is the verdict. */
export function firstThatFails(looks: Iterable<Verdict | undefined>, otherwise: string): Verdict {
  for (const verdict of looks) if (verdict && !verdict.holds) return verdict;
  return yes(otherwise);
}

const MOST_NAMED = 5;
const LONGEST_QUOTE = 80;

/** `a, b, c and 4 more`; `nothing` for none. */
export function named(items: readonly string[]): string {
  if (items.length === 0) return 'nothing';
  const shown = items.slice(0, MOST_NAMED).join(', ');
  return items.length > MOST_NAMED ? `${shown} and ${items.length - MOST_NAMED} more` : shown;
}

/** Text of the learner's machine in one line of bearable length, in quotation marks. */
export function quoted(text: string): string {
  return `“${oneLine(text)}”`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not reach a page.
const COLOURS = /\u001b\[[0-9;:]*[A-Za-z]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const CONTROLS = /[\s\u0000-\u001f\u007f-\u009f]+/g;

export function oneLine(text: string, longest = LONGEST_QUOTE): string {
  const line = text.replace(COLOURS, '').replace(CONTROLS, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
