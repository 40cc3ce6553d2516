import type { Diagnostic } from '@drydock/lab-format/schema';
import type { Problem } from '@drydock/protocol';
import { LifeBuoy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Diagnostics } from './diagnostics.tsx';
import { EmptyState } from './empty-state.tsx';
import { Logo } from './logo.tsx';
import styles from './problem-page.module.css';

interface ProblemPageProps {
  problem: Problem;
  diagnostics?: readonly Diagnostic[] | undefined;
  action?: ReactNode;
}

/** A whole page that says what happened and leads on. */
export function ProblemPage({ problem, diagnostics, action }: ProblemPageProps) {
  return (
    <main className={styles.page}>
      <Logo size={36} />
      <div className={styles.card} role="alert">
        <EmptyState
          icon={LifeBuoy}
          isPage
          title={problem.message}
          action={
            <>
              {action}
              <Link href="/" className={styles.home}>
                All labs
              </Link>
            </>
          }
        >
          <p>{problem.hint}</p>
          {diagnostics && <Diagnostics diagnostics={diagnostics} />}
        </EmptyState>
      </div>
      <code className={styles.code}>{problem.code}</code>
    </main>
  );
}
