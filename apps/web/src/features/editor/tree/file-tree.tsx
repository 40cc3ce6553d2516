import { Ellipsis, FilePlus, FolderPlus, Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { late } from '../../../connection/late.ts';
import { useMessages } from '../../../i18n/messages.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { refreshTree } from '../../../stores/file-actions.ts';
import { useFiles } from '../../../stores/files-store.ts';
import { nameOf } from '../../../stores/paths.ts';
import { useSession } from '../../../stores/session-store.ts';
import { setCurrent, setMenu, setSearching, useTree } from '../../../stores/tree-store.ts';
import { useUploads } from '../../../stores/uploads-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorBoundary } from '../../../ui/error-boundary.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import styles from './file-tree.module.css';
import { folderFor, nameNew, treeKey } from './tree-keys.ts';
import { NamingRow, TreeRow } from './tree-row.tsx';
import { treeRows } from './tree-rows.ts';
import { useDrop } from './use-drop.ts';

const TreeTools = lazy(() => late(() => import('../tools/tree-tools.tsx')));

/** The workspace as a tree: arrow keys move, Enter opens, F2 renames, Delete deletes, Ctrl+X and Ctrl+V move. */
export default function FileTree() {
  const { everywhere, editor: texts } = useMessages();
  const problemText = useProblemText();
  const tree = useFiles((state) => state.tree);
  const closed = useFiles((state) => state.closed);
  const active = useFiles((state) => state.active);
  const isReady = useSession((state) => state.sandbox.status === 'ready');
  const { current, wantsFocus, naming, cut } = useTree();
  const list = useRef<HTMLDivElement>(null);
  const { over, ...drop } = useDrop(isReady);
  const rows = useMemo(
    () => (tree.status === 'ready' ? treeRows(tree.entries, closed) : []),
    [tree, closed],
  );
  const at = [current, active].find((path) => rows.some((row) => row.path === path));
  const stop = at ?? rows[0]?.path;
  const newIn = naming?.type === 'new' ? naming : null;

  useEffect(() => {
    if (!wantsFocus || !rows.some(({ path }) => path === current)) return;
    // Whoever has gone on to a terminal or the editor meanwhile stays there.
    const { activeElement, body } = document;
    const isFree = activeElement === body || list.current?.parentElement?.contains(activeElement);
    const row = `[data-path="${CSS.escape(current ?? '')}"]`;
    if (isFree) list.current?.querySelector<HTMLElement>(row)?.focus();
    setCurrent(current);
  }, [wantsFocus, current, rows]);

  return (
    <nav className={styles.files} aria-label={texts.files} {...drop}>
      <div className={styles.head}>
        <span className={styles.title}>{texts.files}</span>
        <IconButton
          icon={FilePlus}
          label={texts.tree.newFile}
          disabled={!isReady}
          onClick={() => nameNew('file', folderFor(rows, at ?? null))}
        />
        <IconButton
          icon={FolderPlus}
          label={texts.tree.newFolder}
          disabled={!isReady}
          onClick={() => nameNew('folder', folderFor(rows, at ?? null))}
        />
        <IconButton
          icon={Search}
          label={texts.tree.search}
          aria-keyshortcuts="Control+Shift+F"
          disabled={!isReady}
          onClick={() => setSearching(true)}
        />
        <IconButton
          icon={Ellipsis}
          label={texts.tree.more}
          aria-haspopup="menu"
          disabled={!isReady}
          onClick={({ currentTarget }) => {
            const { left, bottom } = currentTarget.getBoundingClientRect();
            setMenu({ path: null, x: left, y: bottom });
          }}
        />
      </div>
      {tree.status === 'failed' && (
        <div className={styles.note}>
          <p>{problemText(tree.problem).message}</p>
          <Button size="sm" onClick={() => void refreshTree()}>
            {everywhere.tryAgain}
          </Button>
        </div>
      )}
      {tree.status === 'ready' && rows.length === 0 && !newIn && (
        <p className={styles.note}>{texts.emptyWorkspace}</p>
      )}
      <div
        ref={list}
        role="tree"
        aria-label={texts.workspace}
        className={styles.tree}
        data-drop={over === ''}
        onContextMenu={(event) => {
          if (event.target !== event.currentTarget || !isReady) return;
          event.preventDefault();
          setMenu({ path: null, x: event.clientX, y: event.clientY });
        }}
      >
        {newIn?.folder === '' && <NamingRow depth={0} naming={newIn} />}
        {rows.map((row, index) => (
          <TreeRow
            key={row.path}
            row={row}
            isClosed={closed.has(row.path)}
            isActive={row.path === active}
            isStop={row.path === stop}
            isCut={row.path === cut}
            isOver={over !== null && row.path === over}
            isRenamed={naming?.type === 'rename' && naming.path === row.path}
            naming={newIn?.folder === row.path ? newIn : null}
            onKeyDown={(event) => treeKey(event, { rows, index, list: list.current })}
          />
        ))}
      </div>
      {cut !== null && (
        <p role="status" className={styles.note}>
          {texts.tree.cut(nameOf(cut))}
        </p>
      )}
      {tree.status === 'ready' && tree.truncated && <p className={styles.note}>{texts.tooMany}</p>}
      <Tools />
    </nav>
  );
}

/** Loaded when the learner first asks for a menu, deletes or uploads. */
function Tools() {
  const isAsked = useTree(({ menu, deleting }) => menu !== null || deleting !== null);
  const isUploading = useUploads(
    ({ upload, question, tooMany }) => upload !== null || question !== null || tooMany !== null,
  );
  if (!isAsked && !isUploading) return null;
  return (
    <ErrorBoundary>
      <Suspense fallback={null}>
        <TreeTools />
      </Suspense>
    </ErrorBoundary>
  );
}
