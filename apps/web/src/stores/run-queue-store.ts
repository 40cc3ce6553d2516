import { create } from 'zustand';

/** A command that waits until its terminal is at a prompt. */
export interface WaitingRun {
  readonly id: number;
  readonly code: string;
  /** The block that it comes from. */
  readonly block: string | undefined;
}

type Queues = Readonly<Record<string, readonly WaitingRun[]>>;

/** By terminal, the next one first. */
export const useRunQueue = create<{ waiting: Queues }>(() => ({ waiting: {} }));

export function waitingFor(terminal: string): readonly WaitingRun[] {
  return useRunQueue.getState().waiting[terminal] ?? [];
}

export function addWaiting(terminal: string, run: WaitingRun): void {
  put(terminal, [...waitingFor(terminal), run]);
}

export function removeWaiting(terminal: string, id: number): void {
  put(
    terminal,
    waitingFor(terminal).filter((run) => run.id !== id),
  );
}

function put(terminal: string, runs: readonly WaitingRun[]): void {
  useRunQueue.setState(({ waiting: { [terminal]: _, ...others } }) => ({
    waiting: runs.length === 0 ? others : { ...others, [terminal]: runs },
  }));
}
