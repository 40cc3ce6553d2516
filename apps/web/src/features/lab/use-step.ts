import { useCallback, useSyncExternalStore } from 'react';

/** The step in the address (`#/3`), from 0, kept within the lab; and what goes to another. */
export function useStep(steps: number): [number, (step: number) => void] {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const wanted = Number(/^#\/(\d+)$/.exec(hash)?.[1] ?? 1) - 1;
  const step = Math.min(Math.max(wanted, 0), Math.max(steps - 1, 0));
  const go = useCallback((next: number) => {
    window.location.hash = `#/${next + 1}`;
  }, []);
  return [step, go];
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
