import type { Block, CheckBlock, FileBlock, Lab, RunBlock, Step } from '@drydock/lab-format/schema';
import { blocksOutOfText, type Place } from './block-places.ts';

/** A run block with what has to be known to play it. */
export interface PlannedRun {
  readonly type: 'run';
  readonly block: RunBlock;
  /** Sample output right behind it. */
  readonly sample: string | undefined;
  /** It may go on running: the text goes on in another terminal, or what comes next in this one ends it or is typed into it. */
  readonly mayStay: boolean;
}

export interface PlannedFile {
  readonly type: 'file';
  readonly block: FileBlock & { readonly path: string };
}

export type Planned = PlannedRun | PlannedFile;

/** What is done in a step, in the order of its text. */
export interface PlannedStep {
  readonly id: string;
  readonly title: string;
  readonly actions: readonly Planned[];
  /** What stands in its `:::solution`. */
  readonly solution: readonly Planned[];
  /** The source of `solution/<step>.sh`. */
  readonly script: string | undefined;
  readonly checks: readonly CheckBlock[];
}

/**
 * What a learner does who follows the text: neither what hints suggest, nor the second of two tabs, nor what is shown
 * under another value of a variable.
 */
export function planLab(lab: Lab): PlannedStep[] {
  const places = lab.steps.map((step) => blocksOutOfText(step.body, lab.variables));
  const order = lab.steps.flatMap((step, index) => inPlace(step, places[index], undefined));
  return lab.steps.map((step, index) => ({
    id: step.id,
    title: step.title,
    actions: plan(step, inPlace(step, places[index], undefined), order),
    solution: plan(step, inPlace(step, places[index], 'solution'), []),
    script: lab.solutions.get(step.id)?.source,
    checks: step.blocks.filter((block) => block.type === 'check'),
  }));
}

function inPlace(
  step: Step,
  places: ReadonlyMap<string, Place> | undefined,
  wanted: Place | undefined,
): Block[] {
  return step.blocks.filter(({ id }) => places?.get(id) === wanted);
}

function plan(step: Step, blocks: readonly Block[], order: readonly Block[]): Planned[] {
  return blocks.flatMap((block): Planned[] => {
    if (block.type === 'file' && block.path !== null) {
      return [{ type: 'file', block: { ...block, path: block.path } }];
    }
    if (block.type !== 'run' || !block.runnable) return [];
    return [{ type: 'run', block, sample: sampleOf(step, block), mayStay: mayStay(block, order) }];
  });
}

function sampleOf(step: Step, block: RunBlock): string | undefined {
  const next = step.blocks[step.blocks.indexOf(block) + 1];
  return next?.type === 'output' ? next.text : undefined;
}

/** Looks through the whole lab: what one step leaves running is often ended in the next. */
function mayStay(block: RunBlock, order: readonly Block[]): boolean {
  const later = order
    .slice(order.indexOf(block) + 1)
    .filter((other): other is RunBlock => other.type === 'run' && other.runnable);
  const next = later.find(({ terminal }) => terminal === block.terminal);
  // Somebody who goes on in another terminal does not wait for this one.
  if (next === undefined || later[0] !== next) return true;
  return (
    next.interrupt === true ||
    next.input === 'keys' ||
    next.input === 'text' ||
    next.where === 'container'
  );
}
