import type { Step } from '@drydock/lab-format/schema';
import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { joinSession } from '../../connection/join-session.ts';
import { startLab, useLab } from '../../stores/lab-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { resetWorkbench } from '../../stores/workbench-store.ts';
import { Button } from '../../ui/button.tsx';
import { IsolationStrip } from '../../ui/isolation-strip.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ProblemPage } from '../../ui/problem-page.tsx';
import { keepScreens } from '../terminal/screens.ts';
import { Banners } from './banners.tsx';
import { LabDiagnostics } from './lab-diagnostics.tsx';
import styles from './lab-page.module.css';
import { PageTitle } from './page-title.tsx';
import { TopBar } from './top-bar.tsx';
import { useStep } from './use-step.ts';
import { Workbench } from './workbench.tsx';

const NO_STEPS: Step[] = [];

/** One lab: starts or takes up its session, and shows it until the page is left. */
export default function LabPage({ slug }: { slug: string }) {
  const state = useLab();
  const ended = useSession((session) => session.ended);
  const isolation = useSession((session) => session.isolation);
  const [attempt, setAttempt] = useState(0);
  const [step, goTo] = useStep(state.status === 'ready' ? state.lab.steps : NO_STEPS);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt starts anew
  useEffect(() => {
    const controller = new AbortController();
    let leave = () => {};
    resetWorkbench();
    void startLab(slug, {
      signal: controller.signal,
      onSession: (session) => {
        leave = joinSession(session);
      },
    });
    return () => {
      controller.abort();
      leave();
      keepScreens([]);
    };
  }, [slug, attempt]);

  const startAgain = (text: string) => (
    <Button look="primary" icon={RotateCw} onClick={() => setAttempt(attempt + 1)}>
      {text}
    </Button>
  );

  if (ended) {
    const action =
      ended.code === 'VERSION_MISMATCH' ? (
        <Button look="primary" icon={RotateCw} onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      ) : (
        startAgain('Start again')
      );
    return <ProblemPage problem={ended} action={action} />;
  }

  switch (state.status) {
    case 'loading':
      return (
        <main className={styles.loading} role="status">
          <Logo size={44} />
          Opening the lab…
        </main>
      );
    case 'failed': {
      const canTryAgain = !['LAB_NOT_FOUND', 'LAB_BROKEN'].includes(state.problem.code);
      return (
        <ProblemPage
          problem={state.problem}
          diagnostics={state.diagnostics}
          action={canTryAgain && startAgain('Try again')}
        />
      );
    }
    case 'ready':
      return (
        <div className={styles.page}>
          <PageTitle lab={state.lab} />
          <IsolationStrip isolation={isolation} />
          <TopBar lab={state.lab} step={step} onGo={goTo} />
          <LabDiagnostics />
          <Banners />
          <Workbench lab={state.lab} step={step} onGo={goTo} />
        </div>
      );
  }
}
