import { commandLikeness } from './command-words.ts';
import { takeStatement } from './statements.ts';

/** A command of a notebook's cell, and the first of its lines, from 0. */
export interface CellCommand {
  readonly code: string;
  readonly line: number;
}

/**
 * The shell commands in a cell of a Jupyter notebook that was made into a post: `! docker ps`, `%cd app`, and
 * all of a cell that starts with `%%bash`. Null when there are none; other lines of it are Python.
 */
export function readCell(code: string, language: string): CellCommand[] | null {
  if (!LANGUAGES.has(language)) return null;
  const lines = code.split('\n');
  const whole = /^%%(?:bash|sh|shell|script bash)\b/.test(lines[0] ?? '');
  const commands: CellCommand[] = [];
  for (let line = whole ? 1 : 0; line < lines.length; ) {
    const typed = whole ? (lines[line] ?? '').trimEnd() : shellLine(lines[line] ?? '');
    if (typed === null || typed === '' || (whole && typed.startsWith('#'))) {
      line += 1;
      continue;
    }
    const { next } = takeStatement([typed, ...lines.slice(line + 1, line + LONGEST)], 0);
    commands.push({
      code: [typed, ...lines.slice(line + 1, line + next)].join('\n').trimEnd(),
      line,
    });
    line += next;
  }
  // In a fence without a language, `!` may also be the first character of something else.
  const sure = language !== '' || lines.every((line) => line.trim() === '' || /^[!%]/.test(line));
  return commands.length > 0 && sure ? commands : null;
}

const LANGUAGES = new Set(['', 'python', 'python3', 'py', 'ipython', 'ipython3', 'jupyter']);
const LONGEST = 200;

function shellLine(line: string): string | null {
  const shell = /^!{1,2}[ \t]*(\S.*)$/.exec(line)?.[1];
  if (shell !== undefined) return commandLikeness(shell) === 'no' ? null : shell.trimEnd();
  return /^%(cd[ \t]+\S.*)$/.exec(line)?.[1]?.trimEnd() ?? null;
}
