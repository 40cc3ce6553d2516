import { GitCompare, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import type { DocumentState } from '../../stores/document.ts';
import { discardFile, openDocument } from '../../stores/file-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import styles from './editor-pane.module.css';

const Compare = lazy(() => late(() => import('./compare.tsx')));

/** The file has changed in the sandbox under the learner's hands: nothing is overwritten until they choose. */
export function ConflictBanner({ document }: { document: DocumentState }) {
  const { editor } = useMessages();
  const texts = editor.conflict;
  const [comparing, setComparing] = useState(false);
  const { path, conflict } = document;
  if (!conflict) return null;
  const removed = conflict.text === null;

  const keepMine = () => {
    setComparing(false);
    void openDocument(path)?.keepMine();
  };
  const takeTheirs = () => {
    setComparing(false);
    if (removed) discardFile(path);
    else openDocument(path)?.takeTheirs();
  };
  const choices = (
    <>
      <Button size="sm" look="primary" onClick={keepMine}>
        {removed ? texts.saveAgain : texts.keepMine}
      </Button>
      <Button size="sm" onClick={takeTheirs}>
        {removed ? texts.closeFile : texts.takeTheirs}
      </Button>
    </>
  );

  return (
    <div role="alert" className={styles.conflict}>
      <TriangleAlert aria-hidden size={16} />
      <p>{removed ? texts.removed : texts.changed}</p>
      {!removed && (
        <Button size="sm" icon={GitCompare} onClick={() => setComparing(true)}>
          {texts.compare}
        </Button>
      )}
      {choices}
      <Dialog
        wide
        title={texts.title(path)}
        description={texts.sides}
        open={comparing}
        onOpenChange={setComparing}
      >
        <ErrorBoundary>
          <Suspense fallback={<p role="status">{editor.loadingComparison}</p>}>
            <Compare path={path} theirs={conflict.text ?? ''} />
          </Suspense>
        </ErrorBoundary>
        <div className={styles.choices}>{choices}</div>
      </Dialog>
    </div>
  );
}
