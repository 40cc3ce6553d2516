import { FileCode, FileX, Image, LoaderCircle, PanelLeft } from 'lucide-react';
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import type { DocumentState } from '../../stores/document.ts';
import { closeFile, discardFile, openDocument, openFile } from '../../stores/file-actions.ts';
import { useFiles } from '../../stores/files-store.ts';
import { usePrompts } from '../../stores/prompts-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { setSearching, useTree } from '../../stores/tree-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { ConflictBanner } from './conflict-banner.tsx';
import styles from './editor-pane.module.css';
import { loadEditor } from './load-editor.ts';
import { isDrawing } from './pictures.ts';

const CodeEditor = lazy(loadEditor);
const FileTree = lazy(() => late(() => import('./tree/file-tree.tsx')));
const OtherFile = lazy(() => late(() => import('./tools/other-file.tsx')));
const SearchPanel = lazy(() => late(() => import('./tools/search-panel.tsx')));

/** From the first listing on; both come with the sandbox. */
const PROMPT_LIMIT_MS = 1_000;

/** The workspace's files: the tree, the open files as tabs, and Monaco once one is open. */
export function EditorPane() {
  const { editor: texts } = useMessages();
  const open = useFiles((state) => state.open);
  const active = useFiles((state) => state.active);
  const searching = useTree((state) => state.searching);
  const hasFiles = useFiles((state) => state.tree.status !== 'loading');
  const mayLoad = useAfterFirstPrompt(hasFiles);
  const pane = useRef<HTMLDivElement>(null);
  const [hasTree, setHasTree] = useState(true);
  const [asPicture, setAsPicture] = useState(false);
  const panelId = useId();
  useEffect(() => searchByKey(pane.current), []);
  const shown = open.find(({ path }) => path === active);

  return (
    <div ref={pane} className={styles.pane}>
      {(hasTree || searching) && (
        <div className={styles.side} data-search={searching}>
          <ErrorBoundary>
            <Suspense fallback={<NoTreeYet />}>
              {searching ? <SearchPanel /> : mayLoad ? <FileTree /> : <NoTreeYet />}
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
      <div className={styles.main}>
        <div className={styles.bar}>
          <IconButton
            icon={PanelLeft}
            label={hasTree ? texts.hideFiles : texts.showFiles}
            aria-pressed={hasTree}
            onClick={() => setHasTree(!hasTree)}
          />
          <Tabs
            label={texts.openFiles}
            panelId={panelId}
            active={active}
            onSelect={(path) => void openFile(path)}
            tabs={open.map((document) => ({
              id: document.path,
              text: document.path,
              mark: document.dirty ? texts.state.notSavedYet : null,
              close: () => void closeFile(document.path),
            }))}
          />
          {shown && isDrawing(shown.path) && (
            <IconButton
              icon={Image}
              label={texts.asPicture}
              aria-pressed={asPicture}
              onClick={() => setAsPicture(!asPicture)}
            />
          )}
          {shown && <SaveState document={shown} />}
        </div>
        <div
          id={panelId}
          role="tabpanel"
          aria-label={active ?? texts.label}
          className={styles.content}
        >
          {shown ? <Content document={shown} asPicture={asPicture} /> : <NothingOpen />}
        </div>
      </div>
    </div>
  );
}

/** Nothing may hold up the first prompt, so the tree is loaded after it, or soon where none comes. */
function useAfterFirstPrompt(hasFiles: boolean): boolean {
  const hasPrompt = usePrompts(({ seen }) => seen > 0);
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!hasFiles || hasPrompt) return;
    const timer = setTimeout(() => setLate(true), PROMPT_LIMIT_MS);
    return () => clearTimeout(timer);
  }, [hasFiles, hasPrompt]);
  return hasFiles && (hasPrompt || isLate);
}

/** The place of the tree until there is one. */
function NoTreeYet() {
  return <div className={styles.noTree}>{useMessages().editor.files}</div>;
}

function Content({ document, asPicture }: { document: DocumentState; asPicture: boolean }) {
  const { everywhere, editor: texts } = useMessages();
  const problemText = useProblemText();
  const { path, status } = document;
  const problem = document.problem && problemText(document.problem);
  if (status === 'loading') return <Loading text={texts.opening(path)} />;
  const isNoText = status === 'failed' && NO_TEXT.has(document.problem?.code ?? '');
  if (isNoText || (status === 'ready' && asPicture && isDrawing(path))) {
    return (
      <ErrorBoundary>
        <Suspense fallback={<Loading text={texts.opening(path)} />}>
          <OtherFile key={path} document={document} />
        </Suspense>
      </ErrorBoundary>
    );
  }
  if (status === 'failed') {
    return (
      <EmptyState
        icon={FileX}
        title={problem?.message ?? texts.cannotShow}
        action={
          <>
            <Button onClick={() => void openDocument(path)?.load()}>{everywhere.tryAgain}</Button>
            <Button look="quiet" onClick={() => discardFile(path)}>
              {texts.close}
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
          <p>{texts.notSavedBecause(`${problem.message} ${problem.hint}`)}</p>
          <Button size="sm" onClick={() => void openDocument(path)?.save()}>
            {texts.saveAgain}
          </Button>
        </div>
      )}
      <ErrorBoundary>
        <Suspense fallback={<Loading text={texts.loading} />}>
          <CodeEditor path={path} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}

/** What is in these files is shown in another way, or downloaded. */
const NO_TEXT: ReadonlySet<string> = new Set(['FILE_BINARY', 'FILE_TOO_LARGE']);

/** Ctrl+Shift+F anywhere in the pane, also in Monaco, searches in the files. */
function searchByKey(pane: HTMLElement | null): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const isSearch = event.key.toLowerCase() === 'f' && event.shiftKey;
    if (!isSearch || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (useSession.getState().sandbox.status === 'ready') setSearching(true);
  };
  pane?.addEventListener('keydown', onKeyDown);
  return () => pane?.removeEventListener('keydown', onKeyDown);
}

function SaveState({ document }: { document: DocumentState }) {
  const texts = useMessages().editor.state;
  const { status, saving, dirty, conflict, problem } = document;
  if (status !== 'ready') return null;
  const text =
    conflict || problem
      ? texts.notSaved
      : saving
        ? texts.saving
        : dirty
          ? texts.edited
          : texts.saved;
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
      {text}
    </div>
  );
}

function NothingOpen() {
  const { editor } = useMessages();
  return (
    <EmptyState icon={FileCode} title={editor.none}>
      {editor.noneHint}
    </EmptyState>
  );
}
