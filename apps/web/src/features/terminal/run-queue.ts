import { pageProblem } from '@drydock/protocol/page-problem';
import { ProblemError } from '../../connection/problem-error.ts';
import {
  addWaiting,
  removeWaiting,
  type WaitingRun,
  waitingFor,
} from '../../stores/run-queue-store.ts';

/** A terminal's screen, as far as the queue before it needs it. */
export interface Front {
  /** Whether a command can be typed now. */
  awaitsCommand(): boolean;
  /** A command is going to be typed: until the shell has taken it, the next one waits. */
  expectCommand(): void;
}

/** More than a learner presses in a row; one who does has lost sight of the first. */
const MOST_WAITING = 20;

const turns = new Map<number, (isMine: boolean) => void>();
let last = 0;

/**
 * Resolves when the command may be typed: to true at once where the terminal is at a prompt, else when it is and
 * those before it are through. To false when it was given up. Throws ProblemError when too many wait.
 */
export async function turnOf(
  terminal: string,
  front: Front,
  run: Omit<WaitingRun, 'id'>,
): Promise<boolean> {
  const before = waitingFor(terminal);
  if (before.length === 0 && front.awaitsCommand()) {
    front.expectCommand();
    return true;
  }
  if (before.length >= MOST_WAITING) throw new ProblemError(pageProblem('RATE_LIMITED'));
  last += 1;
  const id = last;
  return await new Promise((resolve) => {
    turns.set(id, resolve);
    addWaiting(terminal, { ...run, id });
  });
}

/** The terminal may have come to a prompt: the next command goes. */
export function advance(terminal: string, front: Front): void {
  const [next] = waitingFor(terminal);
  if (!next || !front.awaitsCommand()) return;
  front.expectCommand();
  settle(terminal, next.id, true);
}

/** Lets the next one go whatever the terminal does: its learner knows better. */
export function typeNow(terminal: string): void {
  const [next] = waitingFor(terminal);
  if (next) settle(terminal, next.id, true);
}

/** Gives up one, or all that wait for the terminal. */
export function giveUp(terminal: string, id?: number): void {
  for (const run of waitingFor(terminal)) {
    if (id === undefined || run.id === id) settle(terminal, run.id, false);
  }
}

function settle(terminal: string, id: number, isMine: boolean): void {
  removeWaiting(terminal, id);
  turns.get(id)?.(isMine);
  turns.delete(id);
}
