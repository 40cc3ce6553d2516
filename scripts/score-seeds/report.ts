import type { DetailedScore, Part, Score } from './score.ts';

/** What must be reached over all documents: shares of the commands, of the run buttons, of the rest. */
const THRESHOLDS = { found: 0.99, spurious: 0.01, right: 0.97 } as const;

/** Sentences about the figures that are not reached; none when all are. */
export function missedFigures(scores: readonly Score[]): string[] {
  const sum = (of: (score: Score) => number) => scores.reduce((all, score) => all + of(score), 0);
  const expected = sum((score) => score.expected);
  const share = (part: number, all: number) => (all === 0 ? 1 : part / all);
  const right = (of: (score: Score) => Part) =>
    share(
      sum((score) => of(score).right),
      sum((score) => of(score).expected),
    );
  const found = share(
    sum((score) => score.found),
    expected,
  );
  const spurious = expected === 0 ? 0 : sum((score) => score.spurious) / expected;
  const missed: string[] = [];
  if (scores.length === 0) missed.push('There is no document to score.');
  if (found < THRESHOLDS.found) missed.push(`${percent(found)} of the commands are found.`);
  if (spurious > THRESHOLDS.spurious) missed.push(`${percent(spurious)} as many are spurious.`);
  for (const part of ['outputs', 'files'] as const) {
    const reached = right((score) => score[part]);
    if (reached < THRESHOLDS.right) missed.push(`${percent(reached)} of the ${part} are right.`);
  }
  return missed;
}

/** What programs get. */
export function toJson(scores: readonly DetailedScore[]): string {
  const plain = scores.map(({ inline, keys, faults, ...score }) => score);
  return `${JSON.stringify(plain)}\n`;
}

export function toTable(scores: readonly DetailedScore[]): string {
  const heading = [
    'seed',
    'commands',
    'found',
    'missed',
    'spurious',
    'outputs',
    'files',
    'inline',
    'keys',
  ];
  const rows = scores.map((score) => [
    score.seed,
    ...[score.expected, score.found, score.missed, score.spurious].map(String),
    ...[score.outputs, score.files, score.inline, score.keys].map(
      ({ right, expected }) => `${right}/${expected}`,
    ),
  ]);
  const lines = [heading, ...rows].map((row) =>
    row
      .map((cell) => cell.padEnd(10))
      .join('')
      .trimEnd(),
  );
  const faults = scores.flatMap((score) => score.faults);
  const found = scores.reduce((sum, score) => sum + score.found, 0);
  const expected = scores.reduce((sum, score) => sum + score.expected, 0);
  return [
    ...lines,
    '',
    `${found} of ${expected} commands in fences are found. "inline" are commands that a line of text tells to run, "keys" the Ctrl+C that it asks for.`,
    ...faults,
    ...missedFigures(scores),
    '',
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
