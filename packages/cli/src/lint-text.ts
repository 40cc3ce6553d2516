import type { Diagnostic } from '@drydock/lab-format/schema';
import pc from 'picocolors';
import type { LintedLab, LintResult, UsedImage } from './lint-labs.ts';

/** For people: a line for each diagnostic, one for each lab that uses images, and a summary at the end. */
export function toText({ labs, errors, warnings }: LintResult): string {
  const lines = labs.flatMap((lab) => [...lab.diagnostics.map(line), ...imageLine(lab)]);
  const found =
    errors + warnings === 0
      ? 'nothing to mend'
      : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  return [...lines, `${count(labs.length, 'lab')}: ${found}.`].join('\n');
}

function line({ file, line, column, severity, rule, message, fix }: Diagnostic): string {
  const colour = severity === 'error' ? pc.red : pc.yellow;
  const place = `${file}:${line}:${column}`;
  const end = fix === undefined ? '' : ` ${pc.dim(`(${printable(fix)})`)}`;
  return `${printable(place)} ${colour(severity)} ${rule} ${printable(message)}${end}`;
}

function imageLine({ path, images }: LintedLab): string[] {
  if (images.length === 0) return [];
  return [pc.dim(printable(`${path}: images: ${images.map(withSize).join(', ')}`))];
}

function withSize({ name, inCatalogue, bytes }: UsedImage): string {
  if (!inCatalogue) return `${name} (not in the catalogue)`;
  if (bytes === null) return name;
  // Every size below is as good as nothing beside the others.
  return `${name} (${bytes < 500_000 ? 'under 1' : Math.round(bytes / 1e6)} MB)`;
}

/** A lab's own words are quoted in messages, and must not steer the author's terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
