import { FileCode, FileX, LoaderCircle, PanelLeft } from 'lucide-react';
import { lazy, Suspense, useId, useState } from 'react';
import type { DocumentState } from '../../stores/document.ts';
import { closeFile, discardFile, openDocument, openFile } from '../../stores/file-actions.ts';
import { useFiles } from '../../stores/files-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import styles from './editor-pane.module.css';
import { FileTree } from './file-tree.tsx';

const CodeEditor = lazy(() => import('./code-editor.tsx'));

/** The workspace's files: the tree, the open files as tabs, and Monaco once one is open. */
export function EditorPane() {
  const open = useFiles((state) => state.open);
  const active = useFiles((state) => state.active);
  const [hasTree, setHasTree] = useState(true);
  const panelId = useId();
  const shown = open.find(({ path }) => path === active);

  return (
    <div className={styles.pane}>
      {hasTree && (
        <div className={styles.side}>
          <FileTree />
        </div>
      )}
      <div className={styles.main}>
        <div className={styles.bar}>
          <IconButton
            icon={PanelLeft}
            label={hasTree ? 'Hide files' : 'Show files'}
            aria-pressed={hasTree}
            onClick={() => setHasTree(!hasTree)}
          />
          <Tabs
            label="Open files"
            panelId={panelId}
            active={active}
            onSelect={(path) => void openFile(path)}
            tabs={open.map((document) => ({
              id: document.path,
              text: document.path,
              mark: document.dirty ? 'Not saved yet' : null,
              close: () => void closeFile(document.path),
            }))}
          />
          {shown && <SaveState document={shown} />}
        </div>
        <div
          id={panelId}
          role="tabpanel"
          aria-label={active ?? 'Editor'}
          className={styles.content}
        >
          {shown ? <Content document={shown} /> : <NothingOpen />}
        </div>
      </div>
    </div>
  );
}

function Content({ document }: { document: DocumentState }) {
  const { path, status, problem } = document;
  if (status === 'loading') return <Loading text={`Opening ${path}`} />;
  if (status === 'failed') {
    return (
      <EmptyState
        icon={FileX}
        title={problem?.message ?? 'The file cannot be shown.'}
        action={
          <>
            <Button onClick={() => void openDocument(path)?.load()}>Try again</Button>
            <Button look="quiet" onClick={() => discardFile(path)}>
              Close
            </Button>
          </>
        }
      >
        {problem?.hint}
      </EmptyState>
    );
  }
  return (
    <>
      <ConflictBanner document={document} />
      {problem && (
        <div role="alert" className={styles.conflict}>
          <p>
            Not saved: {problem.message} {problem.hint}
          </p>
          <Button size="sm" onClick={() => void openDocument(path)?.save()}>
            Save again
          </Button>
        </div>
      )}
      <ErrorBoundary>
        <Suspense fallback={<Loading text="Loading the editor" />}>
          <CodeEditor path={path} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

function SaveState({ document }: { document: DocumentState }) {
  const { status, saving, dirty, conflict, problem } = document;
  if (status !== 'ready') return null;
  const text = conflict || problem ? 'Not saved' : saving ? 'Saving…' : dirty ? 'Edited' : 'Saved';
  return (
    <span role="status" className={styles.saved}>
      {text}
    </span>
  );
}

function Loading({ text }: { text: string }) {
  return (
    <div role="status" className={styles.loading}>
      <LoaderCircle aria-hidden size={18} className={styles.spinner} />
      {text}…
    </div>
  );
}

function NothingOpen() {
  return (
    <EmptyState icon={FileCode} title="No file is open">
      Choose one from the list, make a new one, or press “Write file” in the instructions.
    </EmptyState>
  );
}
