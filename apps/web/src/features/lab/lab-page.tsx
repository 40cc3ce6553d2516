import type { Step } from '@drydock/lab-format/schema';
import { RotateCw } from 'lucide-react';
import { lazy, Suspense, useEffect, useLayoutEffect, useReducer, useState } from 'react';
import { joinSession } from '../../connection/join-session.ts';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import { startLab, useLab, useLabPreview } from '../../stores/lab-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { resetWorkbench } from '../../stores/workbench-store.ts';
import { afterPaint } from '../../ui/after-paint.ts';
import { Button } from '../../ui/button.tsx';
import { IsolationStrip } from '../../ui/isolation-strip.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ProblemPage } from '../../ui/problem-page.tsx';
import { PalettePlace } from '../palette/palette-place.tsx';
import { keepScreens, prepareFirstScreen } from '../terminal/screens.ts';
import { TourPlace } from '../tour/tour-place.tsx';
import { Banners } from './banners.tsx';
import styles from './lab-page.module.css';
import { PageTitle } from './page-title.tsx';
import { StepMemory } from './step-memory.tsx';
import { TopBar } from './top-bar.tsx';
import { useStep } from './use-step.ts';
import { Workbench } from './workbench.tsx';

/** For authors: no learner has to load it. */
const LabDiagnostics = lazy(() =>
  late(() => import('./lab-diagnostics.tsx')).then((module) => ({
    default: module.LabDiagnostics,
  })),
);

const NO_STEPS: Step[] = [];

/**
 * One lab: starts or takes up its session, and shows it until the page is left. What changes with the session is read
 * where it is shown, for what this hears of has the whole page rendered again.
 */
export default function LabPage({ slug }: { slug: string }) {
  const { everywhere, lab: texts } = useMessages();
  const state = useLab();
  const isPreview = useLabPreview(({ preview }) => preview !== null);
  const ended = useSession((each) => each.ended);
  const [attempt, setAttempt] = useState(0);
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);
  const [step, goTo] = useStep(state.status === 'ready' ? state.lab.steps : NO_STEPS);

  // Before the first paint, so that a text that is there already is the first that is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt starts anew
  useLayoutEffect(() => {
    const controller = new AbortController();
    let leave = () => {};
    resetWorkbench();
    void startLab(slug, {
      signal: controller.signal,
      onSession: (session) => {
        leave = joinSession(session);
      },
    });
    // A component hears of its stores only after its first paint.
    if (useLab.getState() !== state) lookAgain();
    return () => {
      controller.abort();
      leave();
      keepScreens([]);
    };
  }, [slug, attempt]);

  const isShown = state.status === 'ready' && ended === null;
  useEffect(() => {
    if (isShown) return afterPaint(() => void prepareFirstScreen());
    return undefined;
  }, [isShown]);

  const startAgain = (text: string) => (
    <Button look="primary" icon={RotateCw} onClick={() => setAttempt(attempt + 1)}>
      {text}
    </Button>
  );

  if (ended) {
    const action =
      ended.code === 'VERSION_MISMATCH' ? (
        <Button look="primary" icon={RotateCw} onClick={() => window.location.reload()}>
          {everywhere.reload}
        </Button>
      ) : (
        startAgain(texts.startAgain)
      );
    return <ProblemPage problem={ended} action={action} />;
  }

  switch (state.status) {
    case 'loading':
      return (
        <main className={styles.loading} role="status">
          <Logo size={44} />
          {texts.opening}
        </main>
      );
    case 'failed': {
      const canTryAgain = !['LAB_NOT_FOUND', 'LAB_BROKEN'].includes(state.problem.code);
      return (
        <ProblemPage
          problem={state.problem}
          diagnostics={state.diagnostics}
          action={canTryAgain && startAgain(everywhere.tryAgain)}
        />
      );
    }
    case 'ready':
      return (
        <div className={styles.page}>
          <PalettePlace lab={state.lab} step={step} onGo={goTo} />
          <PageTitle lab={state.lab} step={step} />
          <StepMemory step={step} />
          <Isolation />
          <TopBar lab={state.lab} step={step} onGo={goTo} />
          {isPreview && (
            <Suspense fallback={null}>
              <LabDiagnostics />
            </Suspense>
          )}
          <Banners />
          <Workbench lab={state.lab} step={step} onGo={goTo} />
          <TourPlace />
        </div>
      );
  }
}

function Isolation() {
  return <IsolationStrip isolation={useSession((state) => state.isolation)} />;
}
