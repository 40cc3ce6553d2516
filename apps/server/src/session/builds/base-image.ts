import { chainIds } from '../layers/image-layers.ts';
import { type BuildGraph, isBase, type Step } from './build-graph.ts';

export interface BaseImage {
  /** As the Dockerfile has it, without what Docker adds to it. */
  readonly name: string;
  /** Of what is in it; null where nobody can tell. */
  readonly id: string | null;
}

/**
 * What a FROM stood for in this build. A registry's image has a digest in the step's name. For an image of the engine
 * itself BuildKit writes its name alone; but where the built image is there, it stands on the layers of it.
 */
export function baseImage(step: Step, build: BuildGraph): BaseImage {
  const [reference = '', digest = null] = step.instruction
    .replace(/^FROM\s+(?:--\S+\s+)*/i, '')
    .replace(/\s+AS\s+.*$/i, '')
    .split('@');
  const name = reference.replace(/^docker\.io\/(?:library\/)?/, '');
  return { name, id: digest ?? layersBelow(step, build) };
}

/** The layers of the image without those that the steps of its stage have made: each makes one. */
function layersBelow(
  { stage, total }: Step,
  { told, steps, lastStage }: BuildGraph,
): string | null {
  const isLast = stage === lastStage;
  const isAlone = steps.filter((step) => step.stage === stage && isBase(step)).length === 1;
  if (!isLast || !isAlone || !told.layers) return null;
  const count = told.layers.length - (total - 1);
  return chainIds(told.layers.slice(0, Math.max(0, count))).at(-1) ?? null;
}
