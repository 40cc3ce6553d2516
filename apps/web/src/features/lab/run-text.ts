import type { RunBlock } from '@drydock/lab-format/schema';

/** What the button of a run block is called. */
export function runLabel({ input = 'command' }: Pick<RunBlock, 'input'>): string {
  return LABELS[input];
}

/** Where a block belongs, if that is not the learner's shell. */
export function placeNote({ where }: Pick<RunBlock, 'where'>): string | null {
  return where === undefined ? null : PLACES[where];
}

export const RUN_TEXT = {
  notReady: 'The sandbox is not ready yet',
  typesInto: (terminal: string) => `Types it into ${terminal}`,
  interruptsFirst: (terminal: string) => `Presses Ctrl+C in ${terminal}, then types it`,
  place: ({ terminal, interrupt }: Pick<RunBlock, 'terminal' | 'interrupt'>) =>
    interrupt ? `Ctrl+C first, ${terminal}` : terminal,
  waits: (terminal: string) => `Waits until ${terminal} is free`,
  cancel: 'Cancel',
  fillInFirst: (labels: readonly string[]) => `Fill in first: ${labels.join(', ')}`,
  copy: 'Copy',
  copyOf: (code: string) => `Copy ${code}`,
  copied: 'Copied',
};

const LABELS = { command: 'Run', text: 'Type', keys: 'Press' };
const PLACES = {
  container: 'In the container’s shell',
  host: 'On your own computer',
};
