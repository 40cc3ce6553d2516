import type { Step } from '@drydock/lab-format/schema';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/**
 * The step in the address (`#/3`, `#/3/heading`), from 0, kept within the lab; and what goes to another. When the lab itself
 * changes, as in a preview, the same step stays although it has another number now.
 */
export function useStep(steps: readonly Pick<Step, 'id'>[]): [number, (step: number) => void] {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const named = /^#\/(\d+)(?:\/|$)/.exec(hash)?.[1];
  const wanted = Number(named ?? 1) - 1;
  const numbered = Math.min(Math.max(wanted, 0), Math.max(steps.length - 1, 0));
  const shown = useRef<{ steps: typeof steps; id: string | undefined }>(null);
  const before = shown.current;
  // A link to a heading or a footnote of the step changes the address as well.
  const isWithin = named === undefined && hash !== '';
  const stays = before?.id !== undefined && (before.steps !== steps || isWithin);
  const moved = stays ? steps.findIndex(({ id }) => id === before.id) : -1;
  const step = moved === -1 ? numbered : moved;
  const go = useCallback((next: number) => {
    window.location.hash = `#/${next + 1}`;
  }, []);
  useEffect(() => {
    shown.current = { steps, id: steps[step]?.id };
    if (moved !== -1 && moved !== wanted) go(moved);
  }, [steps, step, moved, wanted, go]);
  return [step, go];
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
