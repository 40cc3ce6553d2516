import type { CheckOutcome } from '@drydock/protocol';
import { create } from 'zustand';
import { sessionClient } from '../connection/current-session.ts';
import { problemOf } from '../connection/problem-error.ts';
import { hasUnsavedFiles, settleFiles } from './file-actions.ts';

/** `outcome` is that of the last run; it stays while the check runs again. */
export interface CheckState {
  readonly running: boolean;
  readonly outcome: CheckOutcome | null;
}

type ChecksState = { checks: Readonly<Record<string, CheckState>> };

export const useChecks = create<ChecksState>(() => ({ checks: {} }));

/** Takes over what the server knows; a check that this page waits for goes on running. */
export function setOutcomes(outcomes: Readonly<Record<string, CheckOutcome>>): void {
  const known = useChecks.getState().checks;
  const running = Object.entries(known).filter(([, check]) => check.running);
  const checks: Record<string, CheckState> = Object.fromEntries(running);
  for (const [name, outcome] of Object.entries(outcomes)) {
    checks[name] = { running: known[name]?.running ?? false, outcome };
  }
  useChecks.setState({ checks });
}

export function setOutcome(name: string, outcome: CheckOutcome): void {
  set(name, { running: false, outcome });
}

/** As if these had never run. */
export function forgetOutcomes(names: readonly string[]): void {
  useChecks.setState(({ checks }) => ({
    checks: Object.fromEntries(Object.entries(checks).filter(([name]) => !names.includes(name))),
  }));
}

/** Runs a check of the lab on what the learner sees. A failure to run it is ours, and shown as such. */
export async function runCheck(name: string): Promise<void> {
  const before = useChecks.getState().checks[name];
  if (before?.running) return;
  set(name, { running: true, outcome: before?.outcome ?? null });
  try {
    if (hasUnsavedFiles()) await settleFiles();
    const { result } = await sessionClient().request({ type: 'check.run', check: name });
    setOutcome(name, result);
  } catch (error) {
    setOutcome(name, { outcome: 'our-fault', problem: problemOf(error) });
  }
}

export function clearChecks(): void {
  useChecks.setState({ checks: {} });
}

function set(name: string, check: CheckState): void {
  useChecks.setState(({ checks }) => ({ checks: { ...checks, [name]: check } }));
}
