import type { ToldBuild, ToldVertex } from './told-builds.ts';

/** A step of a Dockerfile in one build. */
export interface Step {
  /** As BuildKit writes it: `[build 2/4] RUN make`. */
  readonly name: string;
  readonly instruction: string;
  readonly stage: string | null;
  readonly number: number;
  readonly total: number;
  /** Where it stands: the same in another build of the same Dockerfile. */
  readonly place: string;
  readonly vertex: ToldVertex;
  /** Steps whose results it uses; the first is the one above it. */
  readonly inputs: readonly Step[];
  /** It uses files of the build's context. */
  readonly usesContext: boolean;
}

export interface BuildGraph {
  readonly told: ToldBuild;
  /** Stages in the order in which they need each other, each from top to bottom. */
  readonly steps: readonly Step[];
  /** The stage of the image, `null` where stages have no names. */
  readonly lastStage: string | null;
}

const STEP = /^\[(?:(\S+\/\S+) )?(?:(\S+) )?(\d+)\/(\d+)\] (.*)$/s;

/** The steps of a build and what each builds on. */
export function buildGraph(told: ToldBuild): BuildGraph {
  const vertices = new Map(told.vertices.map((vertex) => [vertex.id, vertex]));
  const steps = new Map<string, MutableStep>();
  for (const vertex of told.vertices) {
    const step = readStep(vertex);
    if (step) steps.set(vertex.id, step);
  }
  for (const step of steps.values()) {
    const inputs = step.vertex.inputs.flatMap((id) => steps.get(id) ?? []);
    step.inputs.push(...inputs);
    step.usesContext = step.vertex.inputs.some((id) => {
      const vertex = vertices.get(id);
      return vertex !== undefined && !steps.has(id) && CONTEXT.test(vertex.name);
    });
  }
  const all = giveEachStageItsBase([...steps.values()]);
  const order = stageOrder(all);
  const sorted = all.toSorted(
    (a, b) => order.indexOf(keyOf(a)) - order.indexOf(keyOf(b)) || a.number - b.number,
  );
  return { told, steps: sorted, lastStage: sorted.at(-1)?.stage ?? null };
}

export function isBase({ instruction }: Step): boolean {
  return /^FROM\s/i.test(instruction);
}

/** Whether the step was done, or is being done, and not taken from the cache. */
export function hasRun({ vertex }: Step): boolean {
  return vertex.started !== null && !vertex.cached;
}

interface MutableStep extends Step {
  readonly inputs: Step[];
  usesContext: boolean;
}

const CONTEXT = /^\[(?:internal\] load build context|context \S+\] load)/;

function readStep(vertex: ToldVertex): MutableStep | undefined {
  const [, platform, stage, number, total, instruction = ''] = STEP.exec(vertex.name) ?? [];
  if (number === undefined) return undefined;
  return {
    name: vertex.name,
    instruction: instruction.trim(),
    stage: stage ?? null,
    number: Number(number),
    total: Number(total),
    place: placeOf(platform, stage, number),
    vertex,
    inputs: [],
    usesContext: false,
  };
}

function placeOf(platform: string | undefined, stage: string | undefined, number: string): string {
  return [platform ?? '', stage ?? '', number].join(' ');
}

/** Stages that begin with the same image share its vertex, which has the name of one of them, now this, now that. */
function giveEachStageItsBase(steps: readonly MutableStep[]): MutableStep[] {
  const bases = steps.filter(isBase);
  const others = steps.filter((step) => !isBase(step));
  const given = new Map<string, MutableStep>();
  for (const step of others) {
    const base = bases.find(({ vertex }) => vertex.id === step.vertex.inputs[0]);
    if (!base || step.number < 2) continue;
    const name = step.name.replace(/(\d+)(\/\d+\]) .*$/s, `1$2 ${base.instruction}`);
    const own = readStep({ ...base.vertex, name });
    if (!own) continue;
    const first = given.get(own.place) ?? own;
    given.set(own.place, first);
    step.inputs[0] = first;
  }
  const used = new Set([...given.values()].map(({ vertex }) => vertex.id));
  return [...bases.filter(({ vertex }) => !used.has(vertex.id)), ...given.values(), ...others];
}

function keyOf(step: Step): string {
  return step.place.replace(/ \d+$/, '');
}

/** Those that others need come before them. */
function stageOrder(steps: readonly Step[]): string[] {
  const order: string[] = [];
  const visiting = new Set<string>();
  const visit = (key: string): void => {
    if (visiting.has(key)) return;
    visiting.add(key);
    const own = steps.filter((step) => keyOf(step) === key);
    for (const step of own) for (const input of step.inputs) visit(keyOf(input));
    order.push(key);
  };
  for (const step of steps) visit(keyOf(step));
  return order;
}
