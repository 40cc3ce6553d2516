import type { StepReason } from '@drydock/protocol';
import { type BaseImage, baseImage } from './base-image.ts';
import { type BuildGraph, hasRun, isBase, type Step } from './build-graph.ts';
import { copiedPatterns } from './copied-files.ts';
import { changedSetting } from './settings.ts';

/** A file that is another than at the build before; relative to the context. */
export interface ChangedFile {
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface ReasonsOptions {
  readonly build: BuildGraph;
  /** Former builds of the same Dockerfile, the newest first. */
  readonly before: readonly BuildGraph[];
  /** What these patterns mean and has changed since another build; undefined where nobody watches the context. */
  readonly changedFiles: (
    since: BuildGraph,
    patterns: readonly string[],
  ) => readonly ChangedFile[] | undefined;
  /** Such a file, as the page names it. */
  readonly pathOf: (file: ChangedFile) => string;
}

/** Why each step was not taken from the cache; steps from the cache have none. */
export function reasonsOf(options: ReasonsOptions): ReadonlyMap<Step, StepReason> {
  const reasons = new Map<Step, StepReason>();
  for (const step of options.build.steps) {
    const reason = isBase(step) ? baseReason(step, options) : stepReason(step, options, reasons);
    if (reason) reasons.set(step, reason);
  }
  return reasons;
}

/** An image that is there takes no time; one that was fetched first does. */
const FETCHED_MS = 200;

function baseReason(step: Step, { build, before }: ReasonsOptions): StepReason | undefined {
  const former = formerStep(step, before);
  if (former) {
    const [was, is] = [baseImage(former.step, former.build), baseImage(step, build)];
    if (former.step.instruction.split('@')[0] !== step.instruction.split('@')[0]) {
      return { type: 'instruction-changed', before: former.step.instruction };
    }
    if (differ(was, is)) {
      return { type: 'base-changed', image: is.name, before: was.id, after: is.id };
    }
  }
  const { started, completed } = step.vertex;
  const took = started === null || completed === null ? 0 : (completed - started) * 1000;
  if (!hasRun(step) || took < FETCHED_MS) return undefined;
  return { type: former ? 'cache-removed' : 'first-build' };
}

function differ(was: BaseImage, is: BaseImage): boolean {
  return was.id !== null && is.id !== null && was.id !== is.id;
}

function stepReason(
  step: Step,
  { build, before, changedFiles, pathOf }: ReasonsOptions,
  known: ReadonlyMap<Step, StepReason>,
): StepReason | undefined {
  if (!hasRun(step)) return undefined;
  if (before.length === 0) return { type: 'first-build' };
  if (isWithoutCache(step, build)) return { type: 'no-cache' };
  const former = formerStep(step, before);
  if (!former) return { type: 'instruction-changed', before: null };
  if (former.step.instruction !== step.instruction) {
    return { type: 'instruction-changed', before: former.step.instruction };
  }
  const cause = step.inputs.find((input) => known.has(input));
  if (cause) return { type: 'after', step: cause.name };
  const patterns = step.usesContext ? copiedPatterns(step.instruction) : [];
  const files = changedFiles(former.build, patterns);
  if (step.usesContext && (!files || files.length > 0 || patterns.length === 0)) {
    const started = build.told.started * 1000;
    const told = (files ?? []).map((file) => ({
      path: pathOf(file),
      secondsBefore: Math.round(Math.max(0, started - file.at) / 100) / 10,
    }));
    return { type: 'files-changed', files: told };
  }
  const setting = changedSetting(step, { build, former: former.build });
  if (setting) return { type: 'setting-changed', ...setting };
  return { type: isTheSame(step, { build, former }) ? 'cache-removed' : 'unknown' };
}

/** Whether it is certain that it is what it was: its text is, but not all that it stands for is in that. */
function isTheSame(
  step: Step,
  { build, former }: { readonly build: BuildGraph; readonly former: FormerStep },
): boolean {
  if (former.step.vertex.error !== null) return true;
  const places = [[step, build] as const, [former.step, former.build] as const];
  const isOnUnknownBase = places.some(([{ inputs }, where]) =>
    inputs.some((input) => isBase(input) && baseImage(input, where).id === null),
  );
  if (isOnUnknownBase || /<<-?["']?\w/.test(step.instruction)) return false;
  if (!/^RUN\b/i.test(step.instruction) || step.vertex.id === former.step.vertex.id) return true;
  return step.stage === build.lastStage && places.every(([, { told }]) => told.history !== null);
}

/** `--no-cache`, or `--no-cache-filter` with this stage. */
function isWithoutCache({ stage }: Step, { told }: BuildGraph): boolean {
  const stages = told.attributes['no-cache'];
  if (stages === undefined) return false;
  return stages === '' || stages.split(',').includes(stage ?? '');
}

interface FormerStep {
  readonly step: Step;
  readonly build: BuildGraph;
}

/** What stood in the same place in the newest build that got that far. */
function formerStep({ place }: Step, before: readonly BuildGraph[]): FormerStep | undefined {
  for (const build of before) {
    const step = build.steps.find((each) => each.place === place && each.vertex.started !== null);
    if (step) return { step, build };
  }
  return undefined;
}
