import { createShellScanner } from './shell-scanner.ts';

/** One whole shell statement of a block without prompts. */
export interface Statement {
  readonly code: string;
  /** Its first line within the block, from 0. */
  readonly line: number;
  /** False when a quote, heredoc or compound command that it opens is never closed. */
  readonly complete: boolean;
}

/**
 * Splits a script into whole statements: multi-line quotes, heredocs, loops and lines joined by `\`
 * stay in one piece. A comment goes with the statement after it.
 */
export function splitStatements(code: string): Statement[] {
  const lines = code.split('\n');
  const statements: Statement[] = [];
  let start = 0;
  for (let line = 0; line < lines.length; ) {
    if (isBlank(lines[line])) {
      if (start === line) start += 1;
      line += 1;
      continue;
    }
    if (isComment(lines[line])) {
      line += 1;
      continue;
    }
    const { next, complete } = takeStatement(lines, line);
    statements.push({ code: lines.slice(start, next).join('\n').trimEnd(), line: start, complete });
    start = next;
    line = next;
  }
  return statements;
}

/** The line after the statement that starts on line `from`, and whether it ends there. */
export function takeStatement(
  lines: readonly string[],
  from: number,
): { next: number; complete: boolean } {
  const scanner = createShellScanner();
  for (let line = from; line < lines.length; line += 1) {
    if (scanner.feed(lines[line] ?? '')) return { next: line + 1, complete: true };
  }
  return { next: lines.length, complete: false };
}

function isBlank(line: string | undefined): boolean {
  return (line ?? '').trim() === '';
}

function isComment(line: string | undefined): boolean {
  return (line ?? '').trimStart().startsWith('#');
}
