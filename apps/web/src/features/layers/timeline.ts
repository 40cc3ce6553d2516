import type { Build, BuildStep } from '@drydock/protocol';
import { durationOf, type StepState, stateOf, stepLike } from './build-facts.ts';

/** Shares of the axis from 0 to 1. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

export interface TimelineRow {
  readonly step: BuildStep;
  readonly state: StepState;
  /** Null while it has not begun. */
  readonly span: Span | null;
  /** Milliseconds, until now while it runs; null while it has not begun. */
  readonly took: number | null;
  readonly before: { readonly step: BuildStep; readonly span: Span | null } | null;
}

export interface Timeline {
  /** Milliseconds that the whole axis stands for. */
  readonly length: number;
  /** Milliseconds of the marks on the axis, from 0. */
  readonly ticks: readonly number[];
  /** In the order of the Dockerfile; one group without a name where it has one stage. */
  readonly stages: readonly {
    readonly name: string | null;
    readonly rows: readonly TimelineRow[];
  }[];
}

/** Where each step of the build stands on a common axis; with `before`, that build's steps on the same one. */
export function layOut(build: Build, now: number, before: Build | null = null): Timeline {
  const elapsed = durationOf(build, now);
  const length = Math.max(
    1,
    endOf(build, elapsed),
    before ? endOf(before, durationOf(before, now)) : 0,
  );
  const spanOf = (step: BuildStep, end: number): Span | null => {
    if (step.startedMs === null) return null;
    const took = step.durationMs ?? Math.max(0, end - step.startedMs);
    return { start: step.startedMs / length, length: took / length };
  };

  const stages: { name: string | null; rows: TimelineRow[] }[] = [];
  for (const step of build.steps) {
    const span = spanOf(step, elapsed);
    const other = before && stepLike(step, before);
    const row = {
      step,
      state: stateOf(step),
      span,
      took: span && Math.round(span.length * length),
      before: other && before && { step: other, span: spanOf(other, durationOf(before, now)) },
    };
    const stage = stages.at(-1);
    if (stage && stage.name === step.stage) stage.rows.push(row);
    else stages.push({ name: step.stage, rows: [row] });
  }
  return { length, ticks: ticksOf(length), stages };
}

/** Some five marks at round times, the first at 0. */
export function ticksOf(length: number): number[] {
  const least = length / 5;
  const each = ROUND.find((step) => step >= least) ?? Math.ceil(least / HOUR) * HOUR;
  const ticks = [];
  for (let at = 0; at <= length; at += each) ticks.push(at);
  return ticks;
}

function endOf({ steps }: Build, elapsed: number): number {
  return Math.max(elapsed, ...steps.map((step) => (step.startedMs ?? 0) + (step.durationMs ?? 0)));
}

const HOUR = 3_600_000;

/** Distances between marks that read well, in milliseconds. */
const ROUND = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * 60_000),
];
