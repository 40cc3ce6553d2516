import type { Entry } from '../score-seeds/expected.ts';

/** A command of a document, with what was seen when the document was carried out by hand. */
export interface ExpectedCommand extends Entry {
  readonly expectsFailure?: boolean;
  readonly expectsOutputContains?: string;
}

/** A command as `drydock test --json` tells of it. */
export interface PlayedCommand {
  readonly title: string;
  readonly verdict: string;
  readonly why: string;
  readonly seen: readonly string[];
}

export interface Comparison {
  /** Commands that a learner is to run. */
  readonly commands: number;
  /** Those that did what the document says: by verdict, such as `pass`. */
  readonly right: Readonly<Record<string, number>>;
  /** What went differently, a sentence for each. */
  readonly wrong: readonly string[];
}

/** Holds what was played against what should have come of it. Both in the order of the document. */
export function compare(
  expected: readonly ExpectedCommand[],
  played: readonly PlayedCommand[],
): Comparison {
  const commands = expected.filter(isToRun);
  const right: Record<string, number> = {};
  const wrong: string[] = [];
  let next = 0;
  for (const command of commands) {
    const title = firstLine(command.command);
    const index = played.findIndex((each, at) => at >= next && firstLine(each.title) === title);
    const found = played[index];
    if (found === undefined) {
      wrong.push(`line ${command.line}: ${title}: it was not played`);
      continue;
    }
    next = index + 1;
    const difference = differenceOf(command, found);
    if (difference === undefined) right[found.verdict] = (right[found.verdict] ?? 0) + 1;
    else wrong.push(`line ${command.line}: ${title}: ${difference}`);
  }
  return { commands: commands.length, right, wrong };
}

function isToRun({ kind, runnable }: ExpectedCommand): boolean {
  return kind === 'command' && runnable !== 'mention' && runnable !== 'no';
}

/** As the report has it: long commands are cut there. */
function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  return line.replace(/ \.\.\.$/, '').slice(0, 150);
}

function differenceOf(expected: ExpectedCommand, played: PlayedCommand): string | undefined {
  const wanted = verdictOf(expected);
  if (played.verdict !== wanted) return `${played.verdict} instead of ${wanted}. ${played.why}`;
  const text = expected.expectsOutputContains;
  if (wanted !== 'pass' || text === undefined) return undefined;
  const isSeen = played.seen.join('\n').includes(text);
  return isSeen ? undefined : `“${text}” was not seen`;
}

function verdictOf({ command, runnable = '', expectsFailure }: ExpectedCommand): string {
  if (expectsFailure) return 'expected-failure';
  // A sandbox has neither Python nor pip: the image brings its own.
  return runnable.startsWith('needs-host') || /^python3? /.test(command) ? 'needs-person' : 'pass';
}
