import type { PublicLab } from '@drydock/lab-format/schema';
import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { late } from '../../connection/late.ts';
import { showOver, usePalette } from '../../stores/palette-store.ts';
import { usePrompts } from '../../stores/prompts-store.ts';
import { useSession } from '../../stores/session-store.ts';

// Without them everything is still there, by mouse and by Tab.
const PageTools = lazy<ComponentType<PaletteProps>>(() =>
  late(() => import('./page-tools.tsx')).catch(() => ({ default: () => null })),
);

export interface PaletteProps {
  readonly lab: PublicLab;
  readonly step: number;
  readonly onGo: (step: number) => void;
}

/** The first prompt is painted by then. */
const AFTER_PROMPT_MS = 800;
/** Where no prompt comes although no sandbox starts any more: it has failed, or stopped. */
const WITHOUT_PROMPT_MS = 5_000;

/** The keys of the page, the command palette and what it opens. Loaded after the first prompt. */
export function PalettePlace(props: PaletteProps) {
  const hasPrompt = usePrompts(({ seen }) => seen > 0);
  const isAsked = usePalette(({ shown }) => shown !== null);
  const isStarting = useSession(({ sandbox }) => sandbox.status === 'starting');
  const [isDue, setDue] = useState(false);

  useEffect(() => {
    if (!hasPrompt && isStarting) return;
    const timer = setTimeout(() => setDue(true), hasPrompt ? AFTER_PROMPT_MS : WITHOUT_PROMPT_MS);
    return () => clearTimeout(timer);
  }, [hasPrompt, isStarting]);
  useEffect(() => () => showOver(null), []);

  return isDue || isAsked ? (
    <Suspense fallback={null}>
      <PageTools {...props} />
    </Suspense>
  ) : null;
}
