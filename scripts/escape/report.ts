import { type Attempt, ControlFailed, NothingThere, type Outcome } from './attempt.ts';

/** `absent`: this box has nothing of the kind. `error`: the attempt could not be judged. */
type Verdict = 'blocked' | 'ESCAPED' | 'absent' | 'error';

export interface Result {
  readonly topic: string;
  readonly name: string;
  readonly blockedBy: string;
  readonly verdict: Verdict;
  readonly evidence: string;
  /** Milliseconds. */
  readonly took: number;
}

/** Runs one attempt to a verdict; never rejects. */
export async function resultOf(attempt: Attempt, run: () => Promise<Outcome>): Promise<Result> {
  const started = performance.now();
  const { topic, name, blockedBy } = attempt;
  const judged = await run().then(
    ({ blocked, evidence }) => ({ verdict: blocked ? 'blocked' : 'ESCAPED', evidence }) as const,
    (error: unknown) => ({ verdict: verdictOf(error), evidence: wordsOf(error) }),
  );
  return { topic, name, blockedBy, ...judged, took: Math.round(performance.now() - started) };
}

/** An attempt that got out fails the run, and so does one that could not be judged. */
export function isPass(results: readonly Result[]): boolean {
  return (
    results.some(({ verdict }) => verdict === 'blocked') &&
    results.every(({ verdict }) => verdict === 'blocked' || verdict === 'absent')
  );
}

export function toTable(results: readonly Result[]): string {
  const head = ['', 'topic', 'attempt', 'blocked by', 'seen'];
  const rows = results.map(({ verdict, topic, name, blockedBy, evidence }) => [
    ...[verdict, topic, name, blockedBy],
    evidence.replace(/\s+/g, ' '),
  ]);
  // The last column may be as wide as it is.
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const lines = [head, ...rows].map((row) =>
    row.map((cell, column) => (column < 4 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  '),
  );
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n\n${summary(results)}\n`;
}

function summary(results: readonly Result[]): string {
  const count = (verdict: Verdict) => results.filter((each) => each.verdict === verdict).length;
  const parts = [
    `${results.length} attempts: ${count('blocked')} blocked`,
    `${count('ESCAPED')} got out`,
    `${count('absent')} after what this box does not have`,
    `${count('error')} could not be judged`,
  ];
  return parts.join(', ');
}

function verdictOf(error: unknown): Verdict {
  return error instanceof NothingThere ? 'absent' : 'error';
}

function wordsOf(error: unknown): string {
  if (error instanceof ControlFailed) return `control failed: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
