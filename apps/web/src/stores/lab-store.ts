import type { PublicLab } from '@drydock/lab-format/schema';
import type { ErrorAnswer, LabAnswer, LabPreview, Problem } from '@drydock/protocol';
import { create } from 'zustand';
import { api } from '../connection/api.ts';
import { ProblemError, problemOf } from '../connection/problem-error.ts';
import { notifyFailure } from '../ui/notify.ts';
import { bestLanguage, chooseLanguage, useLanguage, wantedLanguage } from './language-store.ts';
import { setFirstValues } from './variables-store.ts';

type LabState =
  | { status: 'loading' }
  | { status: 'failed'; problem: Problem; diagnostics: ErrorAnswer['diagnostics'] }
  /** `revision` is of a preview; undefined elsewhere. */
  | { status: 'ready'; lab: PublicLab; revision?: number | undefined };

export const useLab = create<LabState>(() => ({ status: 'loading' }) as LabState);

/** What lint says of the last save, where the page is an author's preview; null elsewhere. */
export const useLabPreview = create<{ preview: LabPreview | null }>(() => ({ preview: null }));

export interface StartLab {
  readonly signal: AbortSignal;
  /** Called with the session's id as soon as it is known: its terminal need not wait for the lab's text. */
  readonly onSession: (session: string) => void;
}

/** The text that was asked for last, ahead of its lab's start. */
let ahead: ExpectedLab | undefined;

interface ExpectedLab {
  readonly slug: string;
  readonly language: string;
  readonly until: number;
  readonly answer: Promise<LabAnswer>;
  /** Once it is there. */
  known: LabAnswer | undefined;
}

/** An instructor who edits the lab meanwhile sees what is new. */
const AHEAD_FOR_MS = 30_000;

/** Asks for the text of a lab that the learner seems to be about to start. Resolves when it is there, or cannot be read. */
export async function expectLab(slug: string): Promise<void> {
  if (isExpected(slug)) return;
  const expected: ExpectedLab = {
    slug,
    language: wantedLanguage(),
    until: Date.now() + AHEAD_FOR_MS,
    answer: readLab(slug),
    known: undefined,
  };
  ahead = expected;
  try {
    expected.known = await expected.answer;
  } catch {
    // Whoever starts it asks again, and is told.
    if (ahead === expected) ahead = undefined;
  }
}

/** Shows a lab that is about to be started, where its text is there already. */
export function showExpected(slug: string): void {
  if (isExpected(slug) && ahead?.known) show(ahead.known);
}

function show({ lab, revision }: LabAnswer): void {
  setFirstValues(lab.variables);
  useLab.setState({ status: 'ready', lab, revision }, true);
}

/**
 * Reads the lab and starts, or takes up, the learner's session of it. A failure is shown. A text that was asked for
 * ahead and is there is shown before this returns.
 */
export async function startLab(slug: string, { signal, onSession }: StartLab): Promise<void> {
  const expected = takeExpected(slug);
  const shown = useLab.getState();
  if (!expected?.known) useLab.setState({ status: 'loading' }, true);
  else if (shown.status !== 'ready' || shown.lab !== expected.known.lab) show(expected.known);
  useLabPreview.setState({ preview: null });
  try {
    await Promise.all([
      api.startSession(slug, signal).then(({ session }) => {
        if (!signal.aborted) onSession(session);
      }),
      (expected?.answer ?? readLab(slug, signal)).then((answer) => {
        if (!signal.aborted && useLab.getState().status === 'loading') show(answer);
      }),
    ]);
    await followPreview();
  } catch (error) {
    if (signal.aborted) return;
    const diagnostics = error instanceof ProblemError ? error.diagnostics : undefined;
    useLab.setState({ status: 'failed', problem: problemOf(error), diagnostics }, true);
  }
}

/** Shows the lab in another language, at the same step; the choice is remembered. Throws ProblemError. */
export async function showInLanguage(language: string): Promise<void> {
  chooseLanguage(language);
  const before = useLab.getState();
  if (before.status !== 'ready') return;
  const { lab, revision } = await readLab(before.lab.slug);
  const { chosen } = useLanguage.getState();
  const shown = useLab.getState();
  // Another lab, or another choice, has overtaken this answer.
  if (shown.status !== 'ready' || shown.lab.slug !== lab.slug || chosen !== language) return;
  useLab.setState({ status: 'ready', lab, revision }, true);
  // A save may have overtaken it as well.
  await followPreview();
}

/** In the language that suits the learner best: which there are is in the first answer. */
async function readLab(slug: string, signal?: AbortSignal): Promise<LabAnswer> {
  const answer = await api.lab(slug, wantedLanguage(), signal);
  const best = bestLanguage(answer.lab.languages);
  return best === answer.lab.language ? answer : await api.lab(slug, best, signal);
}

/** The lab was saved: shows what lint says of it, and the new version in the place of the old one. */
export function takePreview(preview: LabPreview): void {
  useLabPreview.setState({ preview });
  void followPreview();
}

let following = false;

/** Reads the lab until it is the version that was announced last. One read at a time: saves come faster than answers. */
async function followPreview(): Promise<void> {
  if (following) return;
  following = true;
  try {
    for (let stale = staleSlug(); stale !== null; stale = staleSlug()) {
      const { chosen } = useLanguage.getState();
      const { lab, revision } = await readLab(stale);
      const shown = useLab.getState();
      if (shown.status !== 'ready' || shown.lab.slug !== stale) return;
      if (useLanguage.getState().chosen !== chosen) continue;
      setFirstValues(lab.variables);
      useLab.setState({ status: 'ready', lab, revision }, true);
    }
  } catch (error) {
    // The version before stays, and the next save tries again.
    notifyFailure(error);
  } finally {
    following = false;
  }
}

/** Of the lab that is shown in a version older than the last one; null when there is none. */
function staleSlug(): string | null {
  const shown = useLab.getState();
  const { preview } = useLabPreview.getState();
  if (shown.status !== 'ready' || preview === null) return null;
  return (shown.revision ?? 0) < preview.revision ? shown.lab.slug : null;
}

function takeExpected(slug: string): ExpectedLab | undefined {
  const expected = isExpected(slug) ? ahead : undefined;
  ahead = undefined;
  return expected;
}

function isExpected(slug: string): boolean {
  return ahead?.slug === slug && ahead.language === wantedLanguage() && Date.now() < ahead.until;
}
