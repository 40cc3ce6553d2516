import type { Build, BuildStep, StepReason } from '@drydock/protocol';
import type { EngineViews } from '../engine-views.ts';
import type { ViewSource, ViewState } from '../views.ts';
import { adviceOf } from './advice.ts';
import { type BuildGraph, buildGraph, isBase, type Step } from './build-graph.ts';
import { isCopied } from './copied-files.ts';
import type { FileHistory } from './file-history.ts';
import { cleanPath, isIgnored } from './patterns.ts';
import { type ChangedFile, reasonsOf } from './reasons.ts';
import { BuildHistory, type ToldBuild } from './told-builds.ts';

const MOST_BUILDS = 20;
const MOST_FILES = 20;
/** While a build runs. */
const AGAIN_MS = 2000;
/** A change is told this much later at most, so that one right before a build is told during it. */
const TOLD_LATE_MS = 500;
const WORKSPACE = '/workspace';

/** The view `builds`: asked anew when a build begins or ends, and now and then while one runs. */
export function buildsSource(views: EngineViews, files: FileHistory): ViewSource<'builds'> {
  const history = new BuildHistory();
  return views.source<'builds'>({
    read: async (sandbox) => buildsView(await history.ask(sandbox), files),
    changes: (sandbox, stir) => sandbox.watchBuilds(stir),
    againIn: ({ builds }) => (builds.some(({ ended }) => ended === null) ? AGAIN_MS : undefined),
  });
}

/** What BuildKit has told, the newest first, with what the workspace's files did meanwhile. */
export function buildsView(told: readonly ToldBuild[], files: FileHistory): ViewState<'builds'> {
  const graphs = told.map(buildGraph);
  const builds = graphs.slice(0, MOST_BUILDS).map((build, index) => {
    const before = graphs.slice(index + 1).filter((other) => isSameDockerfile(other, build));
    return describe(build, { before, files });
  });
  return { builds };
}

/** `docker.io/library/app` is `app:latest` to everybody. */
function tagOf(name: string): string {
  const short = name.replace(/^docker\.io\/(?:library\/)?/, '');
  return /[:@][^/]*$/.test(short) ? short : `${short}:latest`;
}

/** By where it is, else by what the image is called. */
function isSameDockerfile({ told: one }: BuildGraph, { told: two }: BuildGraph): boolean {
  const [first, second] = [placeOf(one), placeOf(two)];
  if (first !== null && second !== null && first === second) return true;
  return one.names.some((name) => two.names.includes(name));
}

/** A Dockerfile from stdin has none. */
function placeOf({ folder, dockerfile, attributes }: ToldBuild): string | null {
  if (dockerfile) return dockerfile;
  if (folder === null || folder.endsWith('/-')) return null;
  return `${folder}/${attributes.filename ?? 'Dockerfile'}`;
}

function describe(
  build: BuildGraph,
  { before, files }: { readonly before: readonly BuildGraph[]; readonly files: FileHistory },
): Build {
  const { told, steps } = build;
  const context = contextOf(told);
  const reasons = reasonsOf({
    ...{ build, before },
    changedFiles: (since, patterns) =>
      context === undefined ? undefined : changedIn(files, { since, build, patterns, context }),
    pathOf: ({ path }) => (context ? `${context}/${path}` : path),
  });
  return {
    ref: told.ref,
    started: moment(told.started),
    ended: told.ended === null ? null : moment(told.ended),
    tags: told.names.map(tagOf),
    image: told.image,
    failed: told.failed,
    steps: steps.map((step) => stepOf(step, { told, reason: reasons.get(step) ?? null })),
    advice: adviceOf(build, reasons),
  };
}

/** The folder of the workspace that the build was made from; undefined for another place. */
function contextOf({ folder }: ToldBuild): string | undefined {
  if (folder === null || !`${folder}/`.startsWith(`${WORKSPACE}/`)) return undefined;
  return cleanPath(folder.slice(WORKSPACE.length));
}

interface Change {
  readonly since: BuildGraph;
  readonly build: BuildGraph;
  readonly patterns: readonly string[];
  readonly context: string;
}

function changedIn(files: FileHistory, { since, build, patterns, context }: Change): ChangedFile[] {
  // What is told after its end is none of that build's, however short it was.
  const { started, ended } = since.told;
  const from = Math.min(started * 1000 + TOLD_LATE_MS, (ended ?? Infinity) * 1000);
  const until = build.told.started * 1000 + TOLD_LATE_MS;
  const folder = context === '' ? '' : `${context}/`;
  return files
    .changedBetween(from, until)
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, at }) => ({ path: path.slice(folder.length), at }))
    .filter(({ path }) => isCopied(path, patterns) && !isIgnored(path, build.told.ignored))
    .slice(0, MOST_FILES);
}

function stepOf(
  step: Step,
  { told, reason }: { readonly told: ToldBuild; readonly reason: StepReason | null },
): BuildStep {
  const { started, completed, cached, error } = step.vertex;
  const isFailed = error !== null && !/cancel/i.test(error);
  return {
    name: step.name,
    instruction: step.instruction,
    stage: step.stage,
    startedMs: started === null ? null : Math.max(0, Math.round((started - told.started) * 1000)),
    durationMs:
      started === null || completed === null
        ? null
        : Math.max(0, Math.round((completed - started) * 1000)),
    // A base that is there as before is as good as from the cache, which BuildKit says of it only at times.
    cached: isBase(step) && started !== null ? reason === null && !isFailed : cached,
    failed: isFailed,
    reason,
  };
}

function moment(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
