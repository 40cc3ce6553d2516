export interface MatchedPart {
  /** Where it begins in the line. */
  readonly at: number;
  readonly part: string;
  readonly isMatch: boolean;
}

/** A line in parts: what was searched for, and what is between. */
export function matchedParts(line: string, wanted: string, matchCase: boolean): MatchedPart[] {
  const parts: MatchedPart[] = [];
  const push = (from: number, to: number, isMatch: boolean) => {
    if (to > from) parts.push({ at: from, part: line.slice(from, to), isMatch });
  };
  // A letter that changes its length with its case would shift all that follows.
  const isEven = line.toLowerCase().length === line.length;
  const fold = (text: string) => (matchCase || !isEven ? text : text.toLowerCase());
  const [within, found] = [fold(line), fold(wanted)];
  let from = 0;
  for (let at = within.indexOf(found); found !== '' && at >= 0; at = within.indexOf(found, from)) {
    push(from, at, false);
    from = at + found.length;
    push(at, from, true);
  }
  push(from, line.length, false);
  return parts;
}
