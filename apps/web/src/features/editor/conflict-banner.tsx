import { GitCompare, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { DocumentState } from '../../stores/document.ts';
import { discardFile, openDocument } from '../../stores/file-actions.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import styles from './editor-pane.module.css';

const Compare = lazy(() => import('./compare.tsx'));

/** The file has changed in the sandbox under the learner's hands: nothing is overwritten until they choose. */
export function ConflictBanner({ document }: { document: DocumentState }) {
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
        Keep mine
      </Button>
      <Button size="sm" onClick={takeTheirs}>
        {removed ? 'Close the file' : 'Take theirs'}
      </Button>
    </>
  );

  return (
    <div role="alert" className={styles.conflict}>
      <TriangleAlert aria-hidden size={16} />
      <p>
        {removed
          ? 'This file was removed in the sandbox. Your text is still here.'
          : 'This file was changed in the sandbox while you were editing it.'}
      </p>
      {!removed && (
        <Button size="sm" icon={GitCompare} onClick={() => setComparing(true)}>
          Compare
        </Button>
      )}
      {choices}
      <Dialog
        wide
        title={`Compare ${path}`}
        description="Left: the file in the sandbox. Right: yours, not saved yet."
        open={comparing}
        onOpenChange={setComparing}
      >
        <ErrorBoundary>
          <Suspense fallback={<p role="status">Loading the comparison…</p>}>
            <Compare path={path} theirs={conflict.text ?? ''} />
          </Suspense>
        </ErrorBoundary>
        <div className={styles.choices}>{choices}</div>
      </Dialog>
    </div>
  );
}
