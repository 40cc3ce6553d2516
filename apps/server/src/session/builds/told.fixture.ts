import type { ToldBuild, ToldVertex } from './told-builds.ts';

/** A step as a test writes it: its name, and what was with it. */
export interface FakeStep {
  readonly name: string;
  readonly cached?: boolean;
  /** It was never begun. */
  readonly waiting?: boolean;
  readonly error?: string;
  /** Milliseconds. */
  readonly took?: number;
  /** Names of other steps, or `context`, beside the one before it in its stage. */
  readonly uses?: readonly string[];
  /** Stands on this instead of on the one before it; null: on nothing. */
  readonly on?: string | null;
  readonly id?: string;
}

let made = 0;

/** A build as BuildKit would tell of it, of steps one after the other. */
export function toldBuild(steps: readonly FakeStep[], parts: Partial<ToldBuild> = {}): ToldBuild {
  made += 1;
  const started = parts.started ?? 1_800_000_000 + made * 60;
  const context: ToldVertex = {
    ...{ id: `context-${made}`, inputs: [], name: '[internal] load build context' },
    ...{ cached: false, started, completed: started, error: null },
  };
  let at = started;
  const last = new Map<string, string>();
  const idOf = ({ id, name }: FakeStep) => id ?? `${made} ${name}`;
  const ids = new Map([
    ['context', context.id],
    ...steps.map((step) => [step.name, idOf(step)] as const),
  ]);
  const vertices = steps.map((step): ToldVertex => {
    const stage = /^\[(\S+) \d/.exec(step.name)?.[1] ?? '';
    const below = step.on === undefined ? last.get(stage) : (step.on ?? undefined);
    const inputs = [...(below === undefined ? [] : [below]), ...(step.uses ?? [])];
    last.set(stage, step.name);
    const begin = at;
    at += (step.took ?? 0) / 1000;
    return {
      ...{
        id: idOf(step),
        name: step.name,
        cached: step.cached ?? false,
        error: step.error ?? null,
      },
      inputs: inputs.map((name) => ids.get(name) ?? name),
      started: step.waiting ? null : begin,
      completed: step.waiting ? null : at,
    };
  });
  return {
    ...{ ref: `ref${made}`, attributes: { filename: 'Dockerfile' }, failed: null, started },
    ...{ ended: at, image: null, names: ['docker.io/library/app:latest'] },
    ...{ folder: '/workspace', dockerfile: '', ignored: [], layers: null, history: null },
    ...parts,
    vertices: [context, ...vertices],
  };
}
