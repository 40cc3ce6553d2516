import type { Problem } from '@drydock/protocol';
import { CloudOff, Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { useProblemText } from '../../i18n/problem-text.ts';
import { useSession } from '../../stores/session-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useTexts } from './texts.ts';
import styles from './view-frame.module.css';

interface ViewFrameProps<View> {
  state: { readonly view: View | null; readonly problem: Problem | null };
  /** What is said until the view is there. */
  looking: string;
  children: (view: View) => ReactNode;
}

/** A view once it is there, and until then, or without it, why it is not. */
export function ViewFrame<View>({ state, looking, children }: ViewFrameProps<View>) {
  const { view, problem } = state;
  const { status } = useSession(({ sandbox }) => sandbox);
  const text = useTexts().state;
  const inWords = useProblemText();

  if (view) {
    return (
      <>
        {problem && (
          <p role="status" className={styles.stale}>
            {text.stale(inWords(problem).message)}
          </p>
        )}
        {children(view)}
      </>
    );
  }
  if (status !== 'ready' && status !== 'paused') {
    return (
      <EmptyState icon={Hourglass} title={text.notReady}>
        {text.notReadyHint}
      </EmptyState>
    );
  }
  if (!problem) return <Loading text={looking} />;
  const { message, hint } = inWords(problem);
  return (
    <div role="alert" className={styles.failed}>
      <EmptyState icon={CloudOff} title={message}>
        {hint}
      </EmptyState>
    </div>
  );
}
