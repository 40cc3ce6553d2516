import { create } from 'zustand';

export const TOUR_STEPS = ['instructions', 'terminals', 'views', 'progress'] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

interface TourState {
  /** Null while there is no tour. */
  step: TourStep | null;
  /** The learner has asked for it: it may take the focus. */
  isWanted: boolean;
}

const KEY = 'drydock.tour';
const SEEN = 'seen';

/** The tour of a lab's page. */
export const useTour = create<TourState>(() => ({ step: null, isWanted: false }));

/** Whether the learner has neither finished nor skipped it in this browser. */
export function isTourNew(): boolean {
  return localStorage.getItem(KEY) !== SEEN;
}

/** Begins it by itself, once. */
export function offerTour(): void {
  if (isTourNew() && useTour.getState().step === null) begin(false);
}

/** Begins it, as often as the learner likes. */
export function startTour(): void {
  begin(true);
}

/** One step on, or back for -1. Past the last one it is over; before the first one there is none. */
export function moveTour(by: 1 | -1): void {
  const { step } = useTour.getState();
  if (step === null) return;
  const next = TOUR_STEPS.indexOf(step) + by;
  if (next >= TOUR_STEPS.length) endTour();
  else useTour.setState({ step: TOUR_STEPS[Math.max(next, 0)] ?? null });
}

/** It is finished, or skipped: it does not come again by itself. */
export function endTour(): void {
  localStorage.setItem(KEY, SEEN);
  useTour.setState({ step: null, isWanted: false });
}

/** The page is left in its midst: it begins anew the next time. */
export function leaveTour(): void {
  useTour.setState({ step: null, isWanted: false });
}

function begin(isWanted: boolean): void {
  useTour.setState({ step: TOUR_STEPS[0], isWanted });
}
