import { PackageOpen, RefreshCw, ServerOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { type LabsState, loadLabs, useLabs } from '../../stores/labs-store.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IsolationStrip } from '../../ui/isolation-strip.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { BrokenLabs } from './broken-labs.tsx';
import styles from './home-page.module.css';
import { LabCard } from './lab-card.tsx';

export function HomePage() {
  const labs = useLabs();
  const { common, home } = useMessages();
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt loads anew
  useEffect(() => {
    const controller = new AbortController();
    void loadLabs(controller.signal);
    return () => controller.abort();
  }, [attempt]);
  useEffect(() => {
    document.title = home.pageTitle;
  }, [home]);

  return (
    <div className={styles.page}>
      <IsolationStrip isolation={labs.status === 'ready' ? labs.list.isolation : null} />
      <header className={styles.bar}>
        <Logo />
        <span className={styles.name}>{common.product}</span>
        <ThemeToggle />
      </header>
      <main className={styles.main}>
        <div className={styles.intro}>
          <h1>{home.title}</h1>
          <p>{home.lead}</p>
        </div>
        <Labs labs={labs} onRetry={() => setAttempt(attempt + 1)} />
      </main>
    </div>
  );
}

function Labs({ labs, onRetry }: { labs: LabsState; onRetry: () => void }) {
  const problemText = useProblemText();
  const { common, home } = useMessages();
  switch (labs.status) {
    case 'loading':
      return (
        <div role="status" aria-label={home.loading} className={styles.cards}>
          {[0, 1].map((card) => (
            <div key={card} className={styles.skeleton} />
          ))}
        </div>
      );
    case 'failed':
      return (
        <div role="alert" className={styles.notice}>
          <EmptyState
            icon={ServerOff}
            title={problemText(labs.problem).message}
            action={
              <Button look="primary" icon={RefreshCw} onClick={onRetry}>
                {common.tryAgain}
              </Button>
            }
          >
            {problemText(labs.problem).hint}
          </EmptyState>
        </div>
      );
    case 'ready':
      return (
        <>
          {labs.list.labs.length === 0 ? (
            <div className={styles.notice}>
              <EmptyState icon={PackageOpen} title={home.noLabs}>
                <CodeText text={home.noLabsHint} />
              </EmptyState>
            </div>
          ) : (
            <ul className={styles.cards} aria-label={home.labs}>
              {labs.list.labs.map((lab) => (
                <LabCard key={lab.slug} lab={lab} isRunning={labs.running.has(lab.slug)} />
              ))}
            </ul>
          )}
          {labs.list.broken.length > 0 && <BrokenLabs broken={labs.list.broken} />}
        </>
      );
  }
}
