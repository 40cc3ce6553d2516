/** A text on its way from a foreign page to a native one, and the foreign line that each of its lines came from. */
export interface MappedText {
  readonly text: string;
  /** Foreign line numbers, from 1; as many as `text` has lines. */
  readonly lines: readonly number[];
}

/** A replacement of `text.slice(start, end)`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function mapText(text: string, firstLine = 1): MappedText {
  const lines = text.split('\n').map((_, index) => firstLine + index);
  return { text, lines };
}

/** Joins lines that may have been made of others: each with the foreign line it came from. */
export function joinLines(parts: readonly (readonly [text: string, line: number])[]): MappedText {
  return { text: parts.map(([text]) => text).join('\n'), lines: parts.map(([, line]) => line) };
}

export function linesOf({ text, lines }: MappedText): [text: string, line: number][] {
  return text.split('\n').map((line, index) => [line, lines[index] ?? lines.at(-1) ?? 1]);
}

/** The foreign line of line `line` (from 1) of the text. */
export function foreignLine({ lines }: MappedText, line: number): number {
  return lines[Math.min(line, lines.length) - 1] ?? 1;
}

/** Applies edits; of two that overlap, the one that was given first. */
export function applyEdits(source: MappedText, edits: readonly Edit[]): MappedText {
  const ordered = withoutOverlaps(edits).toSorted((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  const lines = [source.lines[0] ?? 1];
  let at = 0;
  let sourceLine = 0;
  const advance = (to: number, copied: string) => {
    for (const character of source.text.slice(at, to)) if (character === '\n') sourceLine += 1;
    at = to;
    text += copied;
  };
  for (const edit of ordered) {
    const kept = source.text.slice(at, edit.start);
    let line = sourceLine;
    for (const character of kept) {
      if (character !== '\n') continue;
      line += 1;
      lines.push(source.lines[line] ?? 1);
    }
    advance(edit.start, kept);
    const from = source.lines[sourceLine] ?? 1;
    const to = source.lines[sourceLine + newlines(source.text.slice(edit.start, edit.end))] ?? from;
    const added = newlines(edit.text);
    for (let index = 1; index <= added; index += 1) lines.push(Math.min(from + index, to));
    advance(edit.end, edit.text);
    // Whole lines were taken out: what follows comes from below them.
    if (text === '' || text.endsWith('\n')) lines[lines.length - 1] = source.lines[sourceLine] ?? 1;
  }
  const rest = source.text.slice(at);
  for (const character of rest) {
    if (character !== '\n') continue;
    sourceLine += 1;
    lines.push(source.lines[sourceLine] ?? 1);
  }
  return { text: text + rest, lines };
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}

function withoutOverlaps(edits: readonly Edit[]): Edit[] {
  const byStart = edits
    .map((edit, rank) => ({ edit, rank }))
    .toSorted((a, b) => a.edit.start - b.edit.start || a.rank - b.rank);
  const kept: { edit: Edit; rank: number }[] = [];
  for (const next of byStart) {
    let wins = true;
    while (wins) {
      const last = kept.at(-1);
      if (last === undefined || last.edit.end <= next.edit.start) break;
      if (last.rank < next.rank) wins = false;
      else kept.pop();
    }
    if (wins) kept.push(next);
  }
  return kept.map(({ edit }) => edit);
}
