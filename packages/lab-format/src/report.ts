import type { RuleName } from './rules.ts';
import type { Diagnostic, Position } from './schema.ts';

/** What an author is told about one place: the rule, what is wrong, and how to mend it. */
export interface Finding {
  readonly rule: RuleName;
  readonly message: string;
  readonly fix?: string | undefined;
}

/** Collects diagnostics while a lab is read. */
export interface Report {
  error(at: Position, finding: Finding): void;
  warning(at: Position, finding: Finding): void;
  hasErrors(): boolean;
  /** In the order of file, line and column. */
  diagnostics(): Diagnostic[];
}

/** Nobody reads more at once, and a hostile file must not turn into a hostile list. */
const MOST_DIAGNOSTICS = 200;

export function createReport(): Report {
  const collected: Diagnostic[] = [];
  let errors = 0;

  const add = (severity: Diagnostic['severity'], at: Position, finding: Finding): void => {
    if (severity === 'error') errors += 1;
    if (collected.length >= MOST_DIAGNOSTICS) return;
    const { rule, message, fix } = finding;
    const place = { file: at.file, line: at.line, column: at.column };
    collected.push({ ...place, severity, rule, message, ...(fix === undefined ? {} : { fix }) });
  };

  return {
    error: (at, finding) => add('error', at, finding),
    warning: (at, finding) => add('warning', at, finding),
    hasErrors: () => errors > 0,
    diagnostics: () => collected.toSorted(byPlace),
  };
}

/** The first character of a file: where a finding about the whole file is shown. */
export function startOf(file: string): Position {
  return { file, line: 1, column: 1 };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
