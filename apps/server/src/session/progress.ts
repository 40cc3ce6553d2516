import type { Lab } from '@drydock/lab-format/schema';
import type { CheckOutcome, Progress } from '@drydock/protocol';

/** A step is done when all of its checks have passed; one without checks does not count. */
export function progressOf(
  { steps }: Pick<Lab, 'steps'>,
  outcomes: Readonly<Record<string, CheckOutcome>>,
): Progress {
  const checked = steps
    .map(({ blocks }) => blocks.flatMap((block) => (block.type === 'check' ? [block.name] : [])))
    .filter((names) => names.length > 0);
  const done = checked.filter((names) => names.every((name) => outcomes[name]?.outcome === 'pass'));
  return { done: done.length, all: checked.length };
}
