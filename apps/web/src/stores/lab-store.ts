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

/**
 * Reads the lab and starts, or takes up, the learner's session of it.
 * Resolves with the session's id, or null when it failed (shown) or was aborted.
 */
export async function startLab(slug: string, signal: AbortSignal): Promise<string | null> {
  useLab.setState({ status: 'loading' }, true);
  try {
    const [{ lab }, { session }] = await Promise.all([
      api.lab(slug, signal),
      api.startSession(slug, signal),
    ]);
    useLab.setState({ status: 'ready', lab }, true);
    return session;
  } catch (error) {
    if (signal.aborted) return null;
    const diagnostics = error instanceof ProblemError ? error.diagnostics : undefined;
    useLab.setState({ status: 'failed', problem: problemOf(error), diagnostics }, true);
    return null;
  }
}
