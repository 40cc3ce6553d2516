import { limits } from '../limits.ts';
import type { Finding } from '../report.ts';

/** A reason to refuse a text before it is parsed. `line` counts from 1. */
export interface Refusal extends Finding {
  readonly line: number;
}

/**
 * The Markdown parser needs time that grows with the square of some structures (delimiters in one
 * paragraph, containers in containers) and recurses into others. One pass, linear in the text, refuses
 * what would take longer than about a second; real labs stay far below (see guard.int.test.ts).
 */
export function refuseHostile(text: string): Refusal | null {
  const spent = { delimiters: 0, containers: 0, cells: 0, structures: 0, lines: 0 };
  let inParagraph = 0;

  for (const line of text.split('\n')) {
    spent.lines += 1;
    if (spent.lines > limits.markdownLines) {
      return tooMuch(spent.lines, `more than ${limits.markdownLines} lines`);
    }
    if (line.trim() === '') {
      inParagraph = 0;
      continue;
    }
    const depth = containerDepth(line);
    if (depth > MOST_DEPTH) return tooMuch(spent.lines, `more than ${MOST_DEPTH} nested levels`);
    // A container in a container costs once for each level around it.
    spent.containers += depth * depth;
    if (spent.containers > MOST_CONTAINERS) {
      return tooMuch(spent.lines, 'more list items and quotations than a page can show');
    }
    if (STRUCTURE.test(line)) spent.structures += 1;
    spent.structures += line.match(PIECE)?.length ?? 0;
    if (spent.structures > MOST_STRUCTURES) {
      return tooMuch(spent.lines, 'more headings, fences and directives than a page can show');
    }
    const { delimiters, cells } = countDelimiters(line);
    spent.cells += cells;
    if (spent.cells > MOST_CELLS) return tooMuch(spent.lines, 'more table cells than fit');
    // The sum of squares over paragraphs: (n + d)^2 - n^2 for d more in a paragraph of n.
    spent.delimiters += delimiters * (2 * inParagraph + delimiters);
    inParagraph += delimiters;
    if (spent.delimiters > MOST_DELIMITER_WORK) {
      return tooMuch(
        spent.lines,
        'too many of the characters * _ [ ] ~ < \\ without an empty line',
      );
    }
  }
  return null;
}

const MOST_DEPTH = 12;
const MOST_CONTAINERS = 1_200;
/** Headings of both kinds, fences, directives, definitions: a fraction of a millisecond each. */
const MOST_STRUCTURES = 1_200;
const STRUCTURE = /^\s*(?:[-=]+\s*$|:{2,}|\[[^\]]{0,999}\]:|#{1,6}\s|`{3,}|~{3,})/;
/** Directives in text: one that is not closed is looked for up to the end of its paragraph. Places of variables. */
const PIECE = /:(?:fileLink|tabLink)[[{]|\$\$[A-Za-z][\w-]{0,39}(?=\$\$)/g;
const MOST_CELLS = 6_000;
const MOST_DELIMITER_WORK = 6_000_000;

function tooMuch(line: number, what: string): Refusal {
  return {
    line,
    rule: 'too-large',
    message: `This page has ${what}.`,
    fix: 'split it into several steps or files',
  };
}

/** How many `>`, `-`, `*`, `+` and `1.` open a line, and how far a list item is indented. */
function containerDepth(line: string): number {
  let depth = 0;
  let rest = 0;
  for (;;) {
    const marker = MARKER.exec(line.slice(rest, rest + 200));
    if (marker === null || depth > MOST_DEPTH) break;
    depth += 1;
    rest += marker[0].length;
  }
  if (depth === 0) return 0;
  const indent = line.length - line.trimStart().length;
  return depth + Math.floor(indent / 4);
}

const MARKER = /^\s*(?:>|(?:[-*+]|\d{1,9}[.)])(?=\s|$))/;

function countDelimiters(line: string): { delimiters: number; cells: number } {
  let delimiters = 0;
  let cells = 0;
  for (const character of line) {
    if (character === '|') cells += 1;
    else if (DELIMITERS.has(character)) delimiters += 1;
  }
  return { delimiters, cells };
}

const DELIMITERS = new Set('*_[]~<`!&@\\');
