import { PackageOpen, RefreshCw, SearchX, ServerOff } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import type { LabsState } from '../../stores/labs-store.ts';
import { Button } from '../../ui/button.tsx';
import { CodeText } from '../../ui/code-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BrokenLabs } from './broken-labs.tsx';
import { ContinueCard } from './continue-card.tsx';
import styles from './home-page.module.css';
import { LabCard } from './lab-card.tsx';
import { LabSearch } from './lab-search.tsx';
import { searchLabs } from './search-labs.ts';
import { useHomeTexts } from './use-home-texts.ts';

/** The list of labs, in each of its states. */
export function Labs({ labs, onRetry }: { labs: LabsState; onRetry: () => void }) {
  const { everywhere } = useMessages();
  const home = useHomeTexts();
  const problemText = useProblemText();
  switch (labs.status) {
    case 'loading':
      return (
        <div role="status" aria-label={home.loading} className={styles.cards}>
          {[0, 1, 2].map((card) => (
            <div key={card} className={styles.skeleton} aria-hidden>
              <span />
              <span />
              <span />
            </div>
          ))}
        </div>
      );
    case 'failed': {
      const { message, hint } = problemText(labs.problem);
      return (
        <div role="alert" className={styles.notice}>
          <EmptyState
            icon={ServerOff}
            title={message}
            action={
              <Button look="primary" icon={RefreshCw} onClick={onRetry}>
                {everywhere.tryAgain}
              </Button>
            }
          >
            <CodeText text={hint} />
          </EmptyState>
        </div>
      );
    }
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
            <LabList labs={labs} />
          )}
          {labs.list.broken.length > 0 && <BrokenLabs broken={labs.list.broken} />}
        </>
      );
  }
}

function LabList({ labs }: { labs: Extract<LabsState, { status: 'ready' }> }) {
  const home = useHomeTexts();
  const [text, setText] = useState('');
  const { list, begun, last } = labs;
  const found = searchLabs(list.labs, text);
  const goOn = list.labs.find(({ slug }) => slug === last);
  const goOnWith = goOn && begun.get(goOn.slug);
  return (
    <>
      {goOn && goOnWith && <ContinueCard lab={goOn} begun={goOnWith} />}
      <div className={styles.tools}>
        <h2>{home.labs}</h2>
        <span role="status" className={styles.count}>
          {home.count(found.length, list.labs.length)}
        </span>
        <LabSearch text={text} onText={setText} />
      </div>
      {found.length === 0 ? (
        <div className={styles.notice}>
          <EmptyState
            icon={SearchX}
            title={home.noMatch(text.trim())}
            action={<Button onClick={() => setText('')}>{home.clearSearch}</Button>}
          >
            {home.noMatchHint}
          </EmptyState>
        </div>
      ) : (
        <ul className={styles.cards} aria-label={home.labs}>
          {found.map((lab) => (
            <LabCard key={lab.slug} lab={lab} begun={begun.get(lab.slug)} />
          ))}
        </ul>
      )}
    </>
  );
}
