import type { Step } from '@drydock/lab-format/schema';
import type { CheckState } from '../../stores/checks-store.ts';

export type StepProgress = 'done' | 'open' | 'no-checks';

/** A step is done when all of its checks have passed; one without checks is neither done nor open. */
export function progressOf(step: Step, checks: Readonly<Record<string, CheckState>>): StepProgress {
  const names = step.blocks.flatMap((block) => (block.type === 'check' ? [block.name] : []));
  if (names.length === 0) return 'no-checks';
  return names.every((name) => checks[name]?.outcome?.outcome === 'pass') ? 'done' : 'open';
}

/** How many of the steps that have checks are done. */
export function progressOfLab(
  steps: readonly Step[],
  checks: Readonly<Record<string, CheckState>>,
): { done: number; all: number } {
  const states = steps.map((step) => progressOf(step, checks));
  return {
    done: states.filter((state) => state === 'done').length,
    all: states.filter((state) => state !== 'no-checks').length,
  };
}
