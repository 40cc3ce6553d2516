import { lazy, Suspense, useEffect } from 'react';
import { late } from '../../connection/late.ts';
import { usePrompts } from '../../stores/prompts-store.ts';
import { isTourNew, leaveTour, offerTour, useTour } from '../../stores/tour-store.ts';

// Without it the page is as good as with it.
const Tour = lazy(() => late(() => import('./tour.tsx')).catch(() => ({ default: () => null })));

/** After the first prompt: the learner has seen the page by then, and nothing waits for what the tour loads. */
const OFFER_AFTER_MS = 1_500;

/** The tour, where there is one; it is offered to those who are here for the first time. */
export function TourPlace() {
  const hasPrompt = usePrompts(({ seen }) => seen > 0);
  const isShown = useTour(({ step }) => step !== null);

  useEffect(() => {
    if (!hasPrompt || !isTourNew()) return;
    const timer = setTimeout(offerTour, OFFER_AFTER_MS);
    return () => clearTimeout(timer);
  }, [hasPrompt]);
  useEffect(() => leaveTour, []);

  return isShown ? (
    <Suspense fallback={null}>
      <Tour />
    </Suspense>
  ) : null;
}
