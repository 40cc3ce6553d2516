import { ChevronDown, ChevronRight, FileCode, FilePlus, FileText, Folder } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { openFile, refreshTree } from '../../stores/file-actions.ts';
import { toggleFolder, useFiles } from '../../stores/files-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import styles from './file-tree.module.css';
import { languageOf } from './language.ts';
import { NewFileDialog } from './new-file-dialog.tsx';
import { type TreeNode, treeRows } from './tree.ts';

/** The workspace as a tree: arrow keys move, Enter opens. */
export function FileTree() {
  const tree = useFiles((state) => state.tree);
  const closed = useFiles((state) => state.closed);
  const active = useFiles((state) => state.active);
  const isReady = useSession((state) => state.sandbox.status === 'ready');
  const [naming, setNaming] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => (tree.status === 'ready' ? treeRows(tree.entries, closed) : []),
    [tree, closed],
  );

  const choose = ({ path, kind }: TreeNode) => {
    if (kind === 'folder') toggleFolder(path);
    else openFile(path).catch(notifyFailure);
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeNode, index: number) => {
    const focus = (next: number) =>
      list.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[next]?.focus();
    const isClosed = closed.has(row.path);
    if (event.key === 'ArrowDown') focus(index + 1);
    else if (event.key === 'ArrowUp') focus(index - 1);
    else if (event.key === 'Home') focus(0);
    else if (event.key === 'End') focus(rows.length - 1);
    else if (event.key === 'ArrowRight' && row.kind === 'folder' && isClosed)
      toggleFolder(row.path);
    else if (event.key === 'ArrowLeft' && row.kind === 'folder' && !isClosed)
      toggleFolder(row.path);
    else if (event.key === 'Enter' || event.key === ' ') choose(row);
    else return;
    event.preventDefault();
  };

  return (
    <nav className={styles.files} aria-label="Files">
      <div className={styles.head}>
        <span>Files</span>
        <IconButton
          icon={FilePlus}
          label="New file"
          disabled={!isReady}
          onClick={() => setNaming(true)}
        />
      </div>
      {tree.status === 'failed' && (
        <div className={styles.note}>
          <p>{tree.problem.message}</p>
          <Button size="sm" onClick={() => void refreshTree()}>
            Try again
          </Button>
        </div>
      )}
      {tree.status === 'ready' && rows.length === 0 && (
        <p className={styles.note}>
          The workspace is empty. Files you make here or in a terminal appear by themselves.
        </p>
      )}
      <div ref={list} role="tree" aria-label="Workspace" className={styles.tree}>
        {rows.map((row, index) => (
          <div
            key={row.path}
            role="treeitem"
            aria-level={row.depth + 1}
            aria-selected={row.path === active}
            aria-expanded={row.kind === 'folder' ? !closed.has(row.path) : undefined}
            tabIndex={row.path === active || (index === 0 && !isAmong(rows, active)) ? 0 : -1}
            className={styles.row}
            style={{ paddingInlineStart: `${row.depth * 0.85 + 0.6}rem` }}
            onClick={() => choose(row)}
            onKeyDown={(event) => onKeyDown(event, row, index)}
          >
            <Icon row={row} isClosed={closed.has(row.path)} />
            <span className={styles.name}>{row.name}</span>
          </div>
        ))}
      </div>
      {tree.status === 'ready' && tree.truncated && (
        <p className={styles.note}>
          There are more files than are listed here. Use a terminal to see all.
        </p>
      )}
      <NewFileDialog open={naming} onOpenChange={setNaming} />
    </nav>
  );
}

function Icon({ row, isClosed }: { row: TreeNode; isClosed: boolean }) {
  if (row.kind === 'folder') {
    const Chevron = isClosed ? ChevronRight : ChevronDown;
    return (
      <>
        <Chevron aria-hidden size={13} />
        <Folder aria-hidden size={15} className={styles.folder} />
      </>
    );
  }
  const File = languageOf(row.path) === 'plaintext' ? FileText : FileCode;
  return <File aria-hidden size={15} className={styles.file} />;
}

function isAmong(rows: readonly TreeNode[], path: string | null): boolean {
  return rows.some((row) => row.path === path);
}
