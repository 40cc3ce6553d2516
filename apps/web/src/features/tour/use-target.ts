import { useEffect, useState } from 'react';
import type { TourStep } from '../../stores/tour-store.ts';
import { type Pane, showPane } from '../../stores/workbench-store.ts';
import type { Box } from './place-card.ts';

/** On a narrow page only one pane is in front; what stands in the top bar is always there. */
const PANES: Record<TourStep, Pane | null> = {
  instructions: 'instructions',
  terminals: 'terminals',
  views: 'editor',
  progress: null,
};

/** The box of what the step points at (`data-tour`), as the page changes; null while it is not there. */
export function useTarget(step: TourStep): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useEffect(() => {
    const pane = PANES[step];
    if (pane) showPane(pane);
    const find = () => document.querySelector(`[data-tour="${step}"]`);
    const measure = () => {
      const { left, top, width, height } = find()?.getBoundingClientRect() ?? NOWHERE;
      setBox(width > 0 && height > 0 ? { left, top, width, height } : null);
    };
    const observer = new ResizeObserver(measure);
    // The pane comes to the front with the next rendering.
    const frame = requestAnimationFrame(() => {
      const element = find();
      if (element) observer.observe(element);
      measure();
    });
    // A page that becomes narrow is laid out anew: it is another element then.
    const again = () => requestAnimationFrame(measure);
    window.addEventListener('resize', again);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener('resize', again);
    };
  }, [step]);
  return box;
}

const NOWHERE = { left: 0, top: 0, width: 0, height: 0 };
