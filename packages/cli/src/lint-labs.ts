import { join, relative } from 'node:path';
import { loadLab } from '@drydock/lab-format/folder';
import type { Diagnostic } from '@drydock/lab-format/schema';
import pc from 'picocolors';

export interface LintResult {
  /** For people; without a line break at its end. */
  readonly text: string;
  readonly errors: number;
  readonly warnings: number;
}

/** Reads each folder as a lab: one line for each diagnostic, and a summary at the end. */
export async function lintLabs(folders: readonly string[]): Promise<LintResult> {
  const lines: string[] = [];
  let errors = 0;
  let warnings = 0;
  for (const folder of folders) {
    const { diagnostics } = await loadLab(folder);
    for (const diagnostic of diagnostics) {
      lines.push(format(folder, diagnostic));
      if (diagnostic.severity === 'error') errors += 1;
      else warnings += 1;
    }
  }
  lines.push(summary({ labs: folders.length, errors, warnings }));
  return { text: lines.join('\n'), errors, warnings };
}

function format(folder: string, diagnostic: Diagnostic): string {
  const { line, column, severity, rule, message, fix } = diagnostic;
  const file = relative('', join(folder, diagnostic.file)) || '.';
  const colour = severity === 'error' ? pc.red : pc.yellow;
  const place = `${file}:${line}:${column}`;
  const end = fix === undefined ? '' : ` ${pc.dim(`(${printable(fix)})`)}`;
  return `${printable(place)} ${colour(severity)} ${rule} ${printable(message)}${end}`;
}

/** A lab's own words are quoted in messages, and must not steer the author's terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function summary(counted: { labs: number; errors: number; warnings: number }): string {
  const { labs, errors, warnings } = counted;
  const found =
    errors + warnings === 0
      ? 'nothing to mend'
      : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return `${count(labs, 'lab')}: ${found}.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
