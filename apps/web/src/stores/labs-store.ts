import type { LabList, Problem } from '@drydock/protocol';
import { create } from 'zustand';
import { api } from '../connection/api.ts';
import { problemOf } from '../connection/problem-error.ts';
import { wantedLanguage } from './language-store.ts';

export type LabsState =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  /** `running` holds the slugs of the labs that the learner has a session of. */
  | { status: 'ready'; list: LabList; running: ReadonlySet<string> };

export const useLabs = create<LabsState>(() => ({ status: 'loading' }) as LabsState);

/** Reads the list of labs and the learner's sessions. */
export async function loadLabs(signal: AbortSignal): Promise<void> {
  useLabs.setState({ status: 'loading' }, true);
  try {
    const [list, { sessions }] = await Promise.all([
      api.labs(wantedLanguage(), signal),
      api.sessions(signal),
    ]);
    const running = new Set(sessions.map(({ lab }) => lab));
    useLabs.setState({ status: 'ready', list, running }, true);
  } catch (error) {
    if (signal.aborted) return;
    useLabs.setState({ status: 'failed', problem: problemOf(error) }, true);
  }
}
