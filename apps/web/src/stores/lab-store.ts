import type { PublicLab } from '@drydock/lab-format/schema';
import type { ErrorAnswer, LabAnswer, Problem } from '@drydock/protocol';
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

/** The text that was asked for last, ahead of its lab's start. */
let ahead:
  | { readonly slug: string; readonly until: number; readonly answer: Promise<LabAnswer> }
  | undefined;

/** An instructor who edits the lab meanwhile sees what is new. */
const AHEAD_FOR_MS = 30_000;

/** Asks for the text of a lab that the learner seems to be about to start. */
export function expectLab(slug: string): void {
  if (ahead?.slug === slug && Date.now() < ahead.until) return;
  const answer = api.lab(slug);
  // Whether it can be read is told to whoever starts it.
  answer.catch(() => {
    if (ahead?.answer === answer) ahead = undefined;
  });
  ahead = { slug, until: Date.now() + AHEAD_FOR_MS, answer };
}

/** Reads the lab and starts, or takes up, the learner's session of it. A failure is shown. */
export async function startLab(slug: string, { signal, onSession }: StartLab): Promise<void> {
  useLab.setState({ status: 'loading' }, true);
  try {
    await Promise.all([
      api.startSession(slug, signal).then(({ session }) => {
        if (!signal.aborted) onSession(session);
      }),
      readLab(slug, signal).then(({ lab }) => {
        const isAwaited = !signal.aborted && useLab.getState().status === 'loading';
        if (isAwaited) useLab.setState({ status: 'ready', lab }, true);
      }),
    ]);
  } catch (error) {
    if (signal.aborted) return;
    const diagnostics = error instanceof ProblemError ? error.diagnostics : undefined;
    useLab.setState({ status: 'failed', problem: problemOf(error), diagnostics }, true);
  }
}

function readLab(slug: string, signal: AbortSignal): Promise<LabAnswer> {
  const expected = ahead?.slug === slug && Date.now() < ahead.until ? ahead.answer : undefined;
  ahead = undefined;
  return expected ?? api.lab(slug, signal);
}
