import { commandLikeness, type Likeness } from './command-words.ts';
import { takeStatement } from './statements.ts';

/** A statement, the words above it, or output; what is not there is empty. */
export interface Piece {
  readonly comment: string;
  readonly code: string;
  readonly output: string;
  /** The first line within the block, from 0. */
  readonly line: number;
  /** False when a quote, heredoc or compound command that it opens is never closed. */
  readonly complete: boolean;
}

export interface Reading {
  /** `with` the statement below them, as a part of it, or `apart` from it. */
  readonly comments: 'with' | 'apart';
  /** `known`: only commands that are known by their names, since the fence does not say that it holds any. */
  readonly only: 'known' | 'possible';
}

/**
 * Splits a block without prompts into whole statements: quotes over several lines, heredocs, loops and lines
 * joined by `\` stay in one piece. What is no command is output, and so is all below it up to a command
 * that is known.
 */
export function readUnprompted(code: string, { comments, only }: Reading): Piece[] {
  const lines = code.split('\n');
  const pieces: Piece[] = [];
  let above: string[] = [];
  let start = -1;
  for (let line = 0; line < lines.length; ) {
    const text = lines[line] ?? '';
    if (text.trim() === '' || isComment(text)) {
      if (text.trim() !== '') above.push(text);
      if (above.length > 0 && start === -1) start = line;
      line += 1;
      continue;
    }
    const likeness = commandLikeness(text);
    const below = start === -1 && lines[line - 1]?.trim() !== '' ? pieces.at(-1)?.code : undefined;
    if (!isEnough(likeness, only) || (likeness === 'possible' && isAnswer(text, below ?? ''))) {
      const end = endOfOutput(lines, line);
      const output = lines
        .slice(start === -1 ? line : start, end)
        .join('\n')
        .trimEnd();
      pieces.push({ comment: '', code: '', output, line, complete: true });
      line = end;
    } else {
      const { next, complete } = takeStatement(lines, line);
      const from = comments === 'with' && start !== -1 ? start : line;
      pieces.push({
        comment: comments === 'apart' ? asText(above) : '',
        code: lines.slice(from, next).join('\n').trimEnd(),
        output: '',
        line: from,
        complete,
      });
      line = next;
    }
    above = [];
    start = -1;
  }
  if (comments === 'apart' && above.length > 0) {
    pieces.push({ comment: asText(above), code: '', output: '', line: start, complete: true });
  }
  return pieces;
}

/** A word alone right below a command that says it, as `web` below `docker stop web`, or that prints just one. */
function isAnswer(line: string, command: string): boolean {
  const word = line.trim();
  const last =
    command
      .slice(-LONGEST_LOOK)
      .split(/\n|[;&|]+\s/)
      .at(-1)
      ?.trim() ?? '';
  if (/^\w+=/.test(word)) return /(?:^|\s)(?:env|printenv)$/.test(last);
  if (/\s/.test(word) || last === '') return false;
  if (/(?:^|\s)(?:whoami|hostname|pwd|nproc|arch|uname(?: -\w+)?|id -un|which \S+)$/.test(last))
    return true;
  return last
    .split(/[\s"']+/)
    .slice(1)
    .includes(word);
}

const LONGEST_LOOK = 500;

function isEnough(likeness: Likeness, only: Reading['only']): boolean {
  return likeness === 'known' || (likeness === 'possible' && only === 'possible');
}

/** Output ends where a command that is known stands in the first column. */
function endOfOutput(lines: readonly string[], from: number): number {
  for (let line = from + 1; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (/^\S/.test(text) && commandLikeness(text) === 'known') return line;
  }
  return lines.length;
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

function asText(comments: readonly string[]): string {
  return comments
    .map((line) => line.trim().replace(/^#+\s*/, ''))
    .join('\n')
    .trim();
}
