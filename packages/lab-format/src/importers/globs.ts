/** The paths that a glob of Katacoda's `assets` means: `*`, `**`, `?` and `[...]`, as in a shell, dot files too. */
export function matching(pattern: string, paths: readonly string[]): string[] {
  const segments = pattern
    .replace(/^\.?\/+/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  if (segments.length === 0 || segments.length > 20 || pattern.length > 300) return [];
  // `**` at the end is every file below.
  const normal = segments.at(-1) === '**' ? [...segments, '*'] : segments;
  return paths.filter((path) => matches(normal, path.split('/')));
}

/** Linear in segments times parts: a row of the table says which of the parts may come next. */
function matches(segments: readonly string[], parts: readonly string[]): boolean {
  let reached = new Set([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    for (const at of reached) {
      if (segment === '**') for (let to = at; to <= parts.length; to += 1) next.add(to);
      else if (at < parts.length && matchesPart(segment, parts[at] ?? '')) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(parts.length);
}

/** Greedy, with one place to come back to: never more than the product of both lengths. */
function matchesPart(pattern: string, text: string): boolean {
  let at = 0;
  let place = 0;
  let star = -1;
  let resume = 0;
  while (place < text.length) {
    const length = matchOne(pattern, at, text[place] ?? '');
    if (pattern[at] === '*') {
      star = at;
      resume = place;
      at += 1;
    } else if (length > 0) {
      at += length;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      place = resume;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** How many characters of the pattern take one character; 0 when they do not. */
function matchOne(pattern: string, at: number, character: string): number {
  if (pattern[at] === '?') return 1;
  const end = pattern[at] === '[' ? pattern.indexOf(']', at + 2) : -1;
  if (end === -1) return pattern[at] === character ? 1 : 0;
  const set = pattern.slice(at + 1, end);
  const negated = /^[!^]/.test(set);
  const members = negated ? set.slice(1) : set;
  let found = false;
  for (let index = 0; index < members.length; index += 1) {
    const to = members[index + 1] === '-' ? members[index + 2] : undefined;
    const from = members[index] ?? '';
    if (to === undefined) found ||= from === character;
    else {
      found ||= from <= character && character <= to;
      index += 2;
    }
  }
  return found !== negated ? end - at + 1 : 0;
}
