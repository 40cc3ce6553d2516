import type { FileEntry, Problem } from '@drydock/protocol';
import { create } from 'zustand';
import type { DocumentState } from './document.ts';
import { movedPath } from './paths.ts';

export interface Reveal {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

interface FilesState {
  tree:
    | { status: 'loading' }
    | { status: 'failed'; problem: Problem }
    | { status: 'ready'; entries: readonly FileEntry[]; truncated: boolean };
  /** Open files in the order of their tabs. */
  open: readonly DocumentState[];
  active: string | null;
  /** Lines of a file to show and point out, from 1; the editor takes it up once. */
  reveal: Reveal | null;
  /** Folders of the tree that are closed. */
  closed: ReadonlySet<string>;
}

export const initialFiles: FilesState = {
  tree: { status: 'loading' },
  open: [],
  active: null,
  reveal: null,
  closed: new Set(),
};

/** What the editor shows. The texts themselves are in the documents, not here. */
export const useFiles = create<FilesState>(() => initialFiles);

export function setDocument(state: DocumentState): void {
  useFiles.setState(({ open }) => ({
    open: open.some(({ path }) => path === state.path)
      ? open.map((known) => (known.path === state.path ? state : known))
      : [...open, state],
  }));
}

export function removeDocument(path: string): void {
  useFiles.setState(({ open, active }) => {
    const index = open.findIndex((document) => document.path === path);
    const left = open.filter((document) => document.path !== path);
    const next = left[Math.min(index, left.length - 1)]?.path ?? null;
    return { open: left, active: active === path ? next : active };
  });
}

/** The tab of a file that has another path now stays where it is. */
export function renameDocument(path: string, next: string): void {
  useFiles.setState(({ open, active, reveal }) => ({
    open: open.map((known) => (known.path === path ? { ...known, path: next } : known)),
    active: active === path ? next : active,
    reveal: reveal?.path === path ? { ...reveal, path: next } : reveal,
  }));
}

export function showFile(path: string): void {
  useFiles.setState({ active: path });
}

/** Asks the editor to go to these lines as soon as it shows the file. */
export function revealLines(reveal: Reveal): void {
  useFiles.setState({ reveal });
}

/** The lines to go to in this file, if there are any; the next one who asks gets none. */
export function takeReveal(path: string): Reveal | null {
  const { reveal } = useFiles.getState();
  if (reveal?.path !== path) return null;
  useFiles.setState({ reveal: null });
  return reveal;
}

/** Opens folders of the tree so that the path is in sight. */
export function openFoldersTo(path: string): void {
  useFiles.setState(({ closed }) => {
    const next = new Set([...closed].filter((folder) => !path.startsWith(`${folder}/`)));
    return next.size === closed.size ? {} : { closed: next };
  });
}

/** Folders that were closed stay closed where they are now. */
export function moveFolders(from: string, to: string): void {
  useFiles.setState(({ closed }) => ({
    closed: new Set([...closed].map((folder) => movedPath(folder, from, to) ?? folder)),
  }));
}

export function closeFolders(folders: readonly string[]): void {
  useFiles.setState({ closed: new Set(folders) });
}

export function toggleFolder(path: string): void {
  useFiles.setState(({ closed }) => {
    const next = new Set(closed);
    if (!next.delete(path)) next.add(path);
    return { closed: next };
  });
}
