import type { RunBlock } from '@drydock/lab-format/schema';
import type { Catalogue } from '../../i18n/en/index.ts';

type RunTexts = Catalogue['blocks']['run'];

/** What the button of a run block is called. */
export function runLabel({ input = 'command' }: Pick<RunBlock, 'input'>, run: RunTexts): string {
  return run.labels[input];
}

/** Where a block belongs, if that is not the learner's shell. */
export function placeNote({ where }: Pick<RunBlock, 'where'>, run: RunTexts): string | null {
  return where === undefined ? null : run.places[where];
}
