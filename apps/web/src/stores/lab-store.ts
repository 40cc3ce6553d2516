import type { PublicLab } from '@drydock/lab-format/schema';
import type { ErrorAnswer, Problem } from '@drydock/protocol';
import { create } from 'zustand';
import { api } from '../connection/api.ts';
import { ProblemError, problemOf } from '../connection/problem-error.ts';

type LabState =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem; diagnostics: ErrorAnswer['diagnostics'] }
  | { status: 'ready'; lab: PublicLab };

export const useLab = create<LabState>(() => ({ status: 'loading' }) as LabState);

export interface StartLab {
  readonly signal: AbortSignal;
  /** Called with the session's id as soon as it is known: its terminal need not wait for the lab's text. */
  readonly onSession: (session: string) => void;
}

/** Reads the lab and starts, or takes up, the learner's session of it. A failure is shown. */
export async function startLab(slug: string, { signal, onSession }: StartLab): Promise<void> {
  useLab.setState({ status: 'loading' }, true);
  try {
    const [{ lab }] = await Promise.all([
      api.lab(slug, signal),
      api.startSession(slug, signal).then(({ session }) => {
        if (!signal.aborted) onSession(session);
      }),
    ]);
    useLab.setState({ status: 'ready', lab }, true);
  } catch (error) {
    if (signal.aborted) return;
    const diagnostics = error instanceof ProblemError ? error.diagnostics : undefined;
    useLab.setState({ status: 'failed', problem: problemOf(error), diagnostics }, true);
  }
}
