/** A line of a change, as a comparison shows it. `number` counts from 1, in the new text; in the old for a removed one. */
export interface ChangedLine {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly number: number;
  readonly text: string;
}

export interface ChangePreview {
  readonly lines: readonly ChangedLine[];
  /** Lines of the new text that are new, from 1, the last one included; where lines only went, the one after them. */
  readonly from: number;
  readonly to: number;
}

/** Lines shown around a change. */
const AROUND = 2;

/** One change of a text as lines: all that differs is taken as one piece, as an edit of a lab is one. */
export function previewChange(before: string | null, after: string): ChangePreview {
  const old = linesOf(before ?? '');
  const now = linesOf(after);
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;

  const rows = (kind: ChangedLine['kind'], lines: readonly string[], from: number, to: number) =>
    lines.slice(from, to).map((text, index) => ({ kind, number: from + index + 1, text }));
  const newEnd = now.length - tail;
  return {
    lines: [
      ...rows('kept', now, Math.max(0, head - AROUND), head),
      ...rows('removed', old, head, old.length - tail),
      ...rows('added', now, head, newEnd),
      ...rows('kept', now, newEnd, newEnd + AROUND),
    ],
    from: head + 1,
    to: Math.max(head + 1, newEnd),
  };
}

/** The end of the last line begins no further one. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
