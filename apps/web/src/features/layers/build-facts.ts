import type { Build, BuildAdvice, BuildStep, StepReason } from '@drydock/protocol';

export type BuildOutcome = 'running' | 'passed' | 'failed';
export type StepState = 'waiting' | 'running' | 'cached' | 'ran' | 'failed';

/** What made steps run again, and what came of it. */
export interface Cause {
  readonly step: BuildStep;
  /** The steps that ran again because this one did. */
  readonly after: readonly BuildStep[];
  readonly advice: BuildAdvice | null;
}

export function outcomeOf({ ended, failed }: Build): BuildOutcome {
  if (failed !== null) return 'failed';
  return ended === null ? 'running' : 'passed';
}

export function stateOf(step: BuildStep): StepState {
  if (step.failed) return 'failed';
  if (step.cached) return 'cached';
  if (step.startedMs === null) return 'waiting';
  return step.durationMs === null ? 'running' : 'ran';
}

/** Milliseconds from its start; until now while it runs. */
export function durationOf({ started, ended }: Build, now: number): number {
  return Math.max(0, (ended === null ? now : Date.parse(ended)) - Date.parse(started));
}

/**
 * The time of the server, roughly, while the build runs: the learner's clock may be wrong by hours, so that what the
 * steps say, and how long ago they said it, bounds what it says.
 */
export function nowOf(build: Build, { now, told }: { now: number; told: number }): number {
  const started = Date.parse(build.started);
  const known = Math.max(
    0,
    ...build.steps.map(({ startedMs, durationMs }) => (startedMs ?? 0) + (durationMs ?? 0)),
  );
  const least = known + Math.max(0, now - told);
  return started + Math.min(Math.max(now - started, least), least + TOLD_LATE_MS);
}

/** The server asks BuildKit now and then: what it tells is so old at most. */
const TOLD_LATE_MS = 5_000;

/**
 * What began each row of steps that were not taken from the cache. Reasons that hold for the whole build, its being
 * the first or `--no-cache`, are one cause.
 */
export function causesOf({ steps, advice }: Build): Cause[] {
  const causes = new Map<string, { step: BuildStep; after: BuildStep[] }>();
  const causeOfStep = new Map<string, string>();
  for (const step of steps) {
    const { reason } = step;
    if (reason === null) continue;
    const key =
      reason.type === 'after'
        ? (causeOfStep.get(reason.step) ?? reason.step)
        : isForAll(reason)
          ? reason.type
          : step.name;
    causeOfStep.set(step.name, key);
    const cause = causes.get(key);
    if (cause) cause.after.push(step);
    else if (reason.type !== 'after') causes.set(key, { step, after: [] });
  }
  return [...causes.values()].map(({ step, after }) => ({
    step,
    after,
    advice: advice.find(({ move }) => move === step.name) ?? null,
  }));
}

/** Whether the reason is that of the whole build: no step has one of its own. */
export function isForAll(reason: StepReason | null): boolean {
  return reason?.type === 'first-build' || reason?.type === 'no-cache';
}

/** The build to compare with: the one before that made an image of the same name, in whatever repository. */
export function buildBefore(builds: readonly Build[], build: Build): Build | null {
  const older = builds.slice(builds.indexOf(build) + 1);
  const names = new Set(build.tags.map(nameIn));
  const isSame = ({ tags }: Build) =>
    build.tags.length === 0 ? tags.length === 0 : tags.some((tag) => names.has(nameIn(tag)));
  return older.find((other) => other.ended !== null && isSame(other)) ?? null;
}

/** `app` of `docker.io/learner-1/app:latest`. */
function nameIn(tag: string): string {
  return (tag.split('/').at(-1) ?? tag).replace(/[:@].*$/, '');
}

/** The same step of another build: of the same text, else at the same place. */
export function stepLike(step: BuildStep, { steps }: Build): BuildStep | null {
  const inStage = steps.filter(({ stage }) => stage === step.stage);
  const sameText = inStage.filter(({ instruction }) => instruction === step.instruction);
  return (
    sameText.find(({ name }) => name === step.name) ??
    sameText[0] ??
    inStage.find(({ name }) => placeOf(name) === placeOf(step.name)) ??
    null
  );
}

/** `[build 2/4]` of `[build 2/4] RUN make`; the whole name where it has none. */
function placeOf(name: string): string {
  return /^\[[^\]]*\]/.exec(name)?.[0] ?? name;
}
