import type { Loss } from '@drydock/lab-format/importers';
import pc from 'picocolors';
import type { ImportResult, WrittenLab } from './import-labs.ts';

/** For people: a line for each lab, one for each loss below it, and a summary at the end. */
export function toText({ from, labs, losses }: ImportResult): string {
  const lines = [...losses.map(lossLine), ...labs.flatMap(labLines)];
  if (labs.length === 0) {
    return [...lines, `No lab was found in ${printable(from)}. Name its format by --format.`].join(
      '\n',
    );
  }
  const written = labs.filter(({ path }) => path !== null).length;
  const lost = losses.length + labs.reduce((sum, lab) => sum + lab.losses.length, 0);
  const all = written === labs.length ? '' : ` of ${labs.length}`;
  return [
    ...lines,
    `${count(written, 'lab')}${all} imported, ${count(lost, 'loss', 'losses')}.`,
  ].join('\n');
}

function labLines(lab: WrittenLab): string[] {
  const { path, slug, format, origin, steps, blocks, refused, errors } = lab;
  const head =
    path === null
      ? `${pc.red('not imported')} ${printable(slug)}, from ${printable(origin)} (${format})`
      : `${pc.bold(printable(path))}, from ${printable(origin)} (${format}): ${count(steps, 'step')}, ${count(blocks, 'block')}`;
  const wrong = errors.map(
    ({ file, line, column, message }) =>
      `  ${printable(`${path}/${file}:${line}:${column}`)} ${pc.red('error')} ${printable(message)}`,
  );
  const why = refused === undefined ? [] : [`  ${printable(refused)}`];
  return [head, ...why, ...wrong, ...lab.losses.map((loss) => `  ${lossLine(loss)}`)];
}

function lossLine({ file, line, kind, rule, message, fix }: Loss): string {
  const colour = kind === 'dropped' ? pc.yellow : pc.cyan;
  const end = fix === undefined ? '' : ` ${pc.dim(`(${printable(fix)})`)}`;
  return `${printable(`${file}:${line}`)} ${colour(kind)} ${rule} ${printable(message)}${end}`;
}

/** Words of strangers must not steer the author's terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

function count(number: number, what: string, many = `${what}s`): string {
  return `${number} ${number === 1 ? what : many}`;
}
