import type { CorpusScore } from './corpora.ts';

/** What must be reached: every lab, without a crash, and this share of the marked actions. */
const SHARE = 0.98;

/** What falls short, in words; empty when nothing does. */
export function shortfalls(scores: readonly CorpusScore[]): string[] {
  const short = scores.flatMap(({ corpus, labs, imported, crashes }) => [
    ...(imported < labs
      ? [`${corpus}: ${labs - imported} of ${labs} labs were not imported.`]
      : []),
    ...(crashes > 0 ? [`${corpus}: ${crashes} crashes.`] : []),
  ]);
  const { expected, right } = total(scores);
  if (right < expected * SHARE) {
    short.push(
      `${right} of ${expected} marked actions are right; at least ${SHARE * 100}% must be.`,
    );
  }
  return short;
}

/** A table for people. */
export function toTable(scores: readonly CorpusScore[]): string {
  const rows = scores.map((score) => [
    score.corpus,
    `${score.imported}/${score.labs}`,
    String(score.absent),
    String(score.crashes),
    `${score.actions.right}/${score.actions.expected}`,
    String(score.lost),
  ]);
  const { expected, right } = total(scores);
  const sum = (of: (score: CorpusScore) => number) =>
    scores.reduce((all, score) => all + of(score), 0);
  const all = [
    'all',
    `${sum(({ imported }) => imported)}/${sum(({ labs }) => labs)}`,
    String(sum(({ absent }) => absent)),
    String(sum(({ crashes }) => crashes)),
    `${right}/${expected}`,
    String(sum(({ lost }) => lost)),
  ];
  const lines = [
    ['corpus', 'imported', 'absent', 'crashes', 'actions right', 'lost'],
    ...rows,
    all,
  ];
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

function total(scores: readonly CorpusScore[]): { expected: number; right: number } {
  const add = (of: (score: CorpusScore) => number) =>
    scores.reduce((all, score) => all + of(score), 0);
  return {
    expected: add(({ actions }) => actions.expected),
    right: add(({ actions }) => actions.right),
  };
}
