import { PackageOpen, RefreshCw, ServerOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type LabsState, loadLabs, useLabs } from '../../stores/labs-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IsolationStrip } from '../../ui/isolation-strip.tsx';
import { Logo } from '../../ui/logo.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { BrokenLabs } from './broken-labs.tsx';
import styles from './home-page.module.css';
import { LabCard } from './lab-card.tsx';

export function HomePage() {
  const labs = useLabs();
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt loads anew
  useEffect(() => {
    document.title = 'Drydock: hands-on Docker labs';
    const controller = new AbortController();
    void loadLabs(controller.signal);
    return () => controller.abort();
  }, [attempt]);

  return (
    <div className={styles.page}>
      <IsolationStrip isolation={labs.status === 'ready' ? labs.list.isolation : null} />
      <header className={styles.bar}>
        <Logo />
        <span className={styles.name}>Drydock</span>
        <ThemeToggle />
      </header>
      <main className={styles.main}>
        <div className={styles.intro}>
          <h1>Learn Docker on a real engine</h1>
          <p>
            Every lab comes with a machine of your own: a terminal, an editor and Docker, ready in a
            second. Break what you like; nothing reaches your computer.
          </p>
        </div>
        <Labs labs={labs} onRetry={() => setAttempt(attempt + 1)} />
      </main>
    </div>
  );
}

function Labs({ labs, onRetry }: { labs: LabsState; onRetry: () => void }) {
  switch (labs.status) {
    case 'loading':
      return (
        <div role="status" aria-label="Loading the labs" className={styles.cards}>
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
            title={labs.problem.message}
            action={
              <Button look="primary" icon={RefreshCw} onClick={onRetry}>
                Try again
              </Button>
            }
          >
            {labs.problem.hint}
          </EmptyState>
        </div>
      );
    case 'ready':
      return (
        <>
          {labs.list.labs.length === 0 ? (
            <div className={styles.notice}>
              <EmptyState icon={PackageOpen} title="There are no labs yet">
                A lab is a folder with a <code>lab.md</code> in <code>labs/</code>. It appears here
                when the server is started again.
              </EmptyState>
            </div>
          ) : (
            <ul className={styles.cards} aria-label="Labs">
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
