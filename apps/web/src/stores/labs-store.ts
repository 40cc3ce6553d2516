import type { LabList, Problem, Progress, SessionList } from '@drydock/protocol';
import { create } from 'zustand';
import { api } from '../connection/api.ts';
import { problemOf } from '../connection/problem-error.ts';
import { wantedLanguage } from './language-store.ts';
import { lastOf, recall } from './session-memory.ts';

/** The learner's session of a lab. */
export interface Begun {
  readonly progress: Progress;
  /** The step that was shown last in this browser, from 1; null when it was another browser. */
  readonly step: number | null;
}

export type LabsState =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem }
  | {
      status: 'ready';
      list: LabList;
      /** By the slug of its lab. */
      begun: ReadonlyMap<string, Begun>;
      /** The lab to go on with: that of the session used last. */
      last: string | null;
    };

export const useLabs = create<LabsState>(() => ({ status: 'loading' }) as LabsState);

/** Reads the list of labs and the learner's sessions. What was read before is shown until then. */
export async function loadLabs(signal: AbortSignal): Promise<void> {
  if (useLabs.getState().status === 'failed') useLabs.setState({ status: 'loading' }, true);
  try {
    const [list, { sessions }] = await Promise.all([
      api.labs(wantedLanguage(), signal),
      api.sessions(signal),
    ]);
    if (signal.aborted) return;
    useLabs.setState({ status: 'ready', list, ...begunOf(sessions) }, true);
  } catch (error) {
    if (signal.aborted) return;
    useLabs.setState({ status: 'failed', problem: problemOf(error) }, true);
  }
}

function begunOf(sessions: SessionList['sessions']): {
  begun: Map<string, Begun>;
  last: string | null;
} {
  const ids = sessions.map(({ session }) => session);
  // Another browser's memory is not here: then the newest it is.
  const id = lastOf(ids) ?? ids.at(-1);
  return {
    begun: new Map(
      sessions.map(({ session, lab, progress }) => [lab, { progress, step: stepOf(session) }]),
    ),
    last: sessions.find(({ session }) => session === id)?.lab ?? null,
  };
}

function stepOf(session: string): number | null {
  const step = recall(session, 'step');
  return typeof step === 'number' && Number.isInteger(step) && step > 0 ? step : null;
}
