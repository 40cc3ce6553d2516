import type { Diagnostic } from '@drydock/lab-format/schema';
import type { Problem } from '@drydock/protocol';
import { LifeBuoy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../i18n/messages.ts';
import { useProblemText } from '../i18n/problem-text.ts';
import { CodeText } from './code-text.tsx';
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
  const { everywhere } = useMessages();
  const { message, hint } = useProblemText()(problem);
  return (
    <main className={styles.page}>
      <Logo size={36} />
      <div className={styles.card} role="alert">
        <EmptyState
          icon={LifeBuoy}
          isPage
          title={message}
          action={
            <>
              {action}
              <Link href="/" className={styles.home}>
                {everywhere.allLabs}
              </Link>
            </>
          }
        >
          <p>
            <CodeText text={hint} />
          </p>
          {diagnostics && <Diagnostics diagnostics={diagnostics} />}
        </EmptyState>
      </div>
      <code className={styles.code}>{problem.code}</code>
    </main>
  );
}
