import { filledCode, missingIn, type Piece, piecesOf } from '@drydock/lab-format/fill';
import type { Placeholder, RunBlock } from '@drydock/lab-format/schema';
import { useState } from 'react';
import { useRunQueue } from '../../stores/run-queue-store.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { giveUp } from '../terminal/run-queue.ts';
import { typeInto } from '../terminal/type-into.ts';
import { type Blanks, useBlanks } from './use-blanks.ts';

export interface Run {
  readonly blanks: Blanks;
  readonly pieces: readonly Piece[];
  /** The command with all that is known in it. */
  readonly code: string;
  /** Placeholders that are shown as fields: a variable that has a value is set elsewhere. */
  readonly fields: readonly Placeholder[];
  /** What has to be filled in before it can run, once the learner wanted to run it. */
  readonly asked: readonly Placeholder[];
  readonly status: 'idle' | 'typing' | 'waiting';
  /** Types it. Where something is missing, asks for that; returns whether it was there. */
  start(): boolean;
  /** Takes it back while it waits for a prompt. */
  cancel(): void;
}

const NONE: readonly Placeholder[] = [];

/** A run block on its way into its terminal. It never goes there with a placeholder in it. */
export function useRun(block: RunBlock): Run {
  const { code, terminal, placeholders = NONE } = block;
  const blanks = useBlanks(placeholders);
  const pieces = piecesOf(code, placeholders, blanks.valueFor);
  const missing = missingIn(pieces);
  const [isTyping, setTyping] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const waiting = useRunQueue((state) =>
    state.waiting[terminal]?.find((run) => run.block === block.id),
  );
  // A variable that was empty keeps its field while the learner types into it.
  const [emptyVariables] = useState(() => missing.filter(({ kind }) => kind === 'variable'));
  const isField = ({ kind, text }: Placeholder) =>
    kind !== 'variable' || [...missing, ...emptyVariables].some((each) => each.text === text);

  return {
    blanks,
    pieces,
    code: filledCode(pieces),
    fields: placeholders.filter(isField),
    asked: isAsked ? missing : NONE,
    status: waiting ? 'waiting' : isTyping ? 'typing' : 'idle',
    start() {
      setAsked(missing.length > 0);
      if (missing.length > 0) return false;
      setTyping(true);
      const { input, interrupt, where } = block;
      typeInto({
        ...{ terminal, text: filledCode(pieces), block: block.id },
        ...(input && { input }),
        ...(interrupt && { interrupt }),
        ...(where && { where }),
      })
        .catch(notifyFailure)
        .finally(() => setTyping(false));
      return true;
    },
    cancel() {
      if (waiting) giveUp(terminal, waiting.id);
    },
  };
}
