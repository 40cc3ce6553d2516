import type { KeyboardEvent } from 'react';
import { paste } from '../../../stores/entry-actions.ts';
import { openFile } from '../../../stores/file-actions.ts';
import { openFoldersTo, toggleFolder, useFiles } from '../../../stores/files-store.ts';
import { folderOf, join } from '../../../stores/paths.ts';
import {
  setCurrent,
  setCut,
  setDeleting,
  setMenu,
  setNaming,
  useTree,
} from '../../../stores/tree-store.ts';
import { notifyFailure } from '../../../ui/notify.ts';
import type { TreeNode } from './tree-rows.ts';

interface Place {
  readonly rows: readonly TreeNode[];
  readonly index: number;
  /** The element of the tree. */
  readonly list: HTMLElement | null;
}

/** What a key does at a row of the tree. */
export function treeKey(event: KeyboardEvent<HTMLElement>, place: Place): void {
  const row = place.rows[place.index];
  // The keys of a field in the row are its own.
  if (!row || event.target !== event.currentTarget) return;
  const withControl = event.ctrlKey || event.metaKey;
  const isDone = withControl
    ? editKey(event.key.toLowerCase(), row)
    : !event.altKey && (moveKey(event.key, place, row) || actKey(event, row));
  if (isDone) event.preventDefault();
}

/** Opens the file, or opens and closes the folder. */
export function choose({ path, kind }: TreeNode): void {
  setCurrent(path);
  if (kind === 'folder') toggleFolder(path);
  else openFile(path).catch(notifyFailure);
}

/** Asks for the name of something new in a folder. */
export function nameNew(kind: 'file' | 'folder', folder: string): void {
  openFoldersTo(join(folder, 'it'));
  setNaming({ type: 'new', kind, folder });
}

/** The folder that is meant at a row: itself, or what a file is in. */
export function folderFor(rows: readonly TreeNode[], path: string | null): string {
  if (path === null) return '';
  const row = rows.find((each) => each.path === path);
  return row?.kind === 'folder' ? path : folderOf(path);
}

function moveKey(key: string, { rows, index, list }: Place, row: TreeNode): boolean {
  const isClosed = useFiles.getState().closed.has(row.path);
  const isFolder = row.kind === 'folder';
  const focus = (next: number) => {
    list?.querySelectorAll<HTMLElement>('[data-path]')[next]?.focus();
    return true;
  };
  switch (key) {
    case 'ArrowDown':
      return focus(index + 1);
    case 'ArrowUp':
      return focus(index - 1);
    case 'Home':
      return focus(0);
    case 'End':
      return focus(rows.length - 1);
    case 'ArrowRight':
      if (isFolder && isClosed) toggleFolder(row.path);
      else if (isFolder && (rows[index + 1]?.depth ?? 0) > row.depth) focus(index + 1);
      return true;
    case 'ArrowLeft':
      if (isFolder && !isClosed) toggleFolder(row.path);
      else if (row.depth > 0) focus(rows.findIndex(({ path }) => path === folderOf(row.path)));
      return true;
    default:
      return isLetter(key) && focus(nextNamed(rows, index, key));
  }
}

function isLetter(key: string): boolean {
  return [...key].length === 1 && key.trim() !== '';
}

/** The next row below whose name begins with the letter, from the top again after the last; none is no row. */
function nextNamed(rows: readonly TreeNode[], index: number, letter: string): number {
  const after = [...rows.slice(index + 1), ...rows.slice(0, index + 1)];
  const found = after.find(({ name }) => name.toLowerCase().startsWith(letter.toLowerCase()));
  return found ? rows.indexOf(found) : -1;
}

function editKey(key: string, row: TreeNode): boolean {
  if (key === 'x') setCut(row.path);
  else if (key === 'v' && useTree.getState().cut !== null) {
    paste(row.kind === 'folder' ? row.path : folderOf(row.path)).catch(notifyFailure);
  } else return false;
  return true;
}

function actKey(event: KeyboardEvent<HTMLElement>, row: TreeNode): boolean {
  switch (event.key) {
    case 'Enter':
    case ' ':
      choose(row);
      return true;
    case 'F2':
      setNaming({ type: 'rename', path: row.path });
      return true;
    case 'Delete':
      setDeleting(row.path);
      return true;
    case 'Escape':
      setCut(null);
      return true;
    case 'F10':
    case 'ContextMenu': {
      if (event.key === 'F10' && !event.shiftKey) return false;
      const { left, bottom } = event.currentTarget.getBoundingClientRect();
      setMenu({ path: row.path, x: left + 24, y: bottom });
      return true;
    }
    default:
      return false;
  }
}
