import { create } from 'zustand';

/** What gets a name in the tree: something new in a folder, or what has one already. */
export type Naming =
  | { readonly type: 'new'; readonly kind: 'file' | 'folder'; readonly folder: string }
  | { readonly type: 'rename'; readonly path: string };

/** The menu of an entry, or of the whole tree with null; where on the page. */
export interface TreeMenu {
  readonly path: string | null;
  readonly x: number;
  readonly y: number;
}

interface TreeState {
  /** The row that the keyboard is at. */
  readonly current: string | null;
  /** It takes the focus as soon as it is there. */
  readonly wantsFocus: boolean;
  readonly naming: Naming | null;
  /** To be pasted elsewhere. */
  readonly cut: string | null;
  /** Asked about before it goes. */
  readonly deleting: string | null;
  readonly menu: TreeMenu | null;
  /** The search stands in the place of the tree. */
  readonly searching: boolean;
}

const initial: TreeState = {
  current: null,
  wantsFocus: false,
  naming: null,
  cut: null,
  deleting: null,
  menu: null,
  searching: false,
};

/** What the learner is doing in the file tree. What is in it is in the files' store. */
export const useTree = create<TreeState>(() => initial);

export function resetTree(): void {
  useTree.setState(initial);
}

export function setCurrent(current: string | null, { focus = false } = {}): void {
  useTree.setState({ current, wantsFocus: focus });
}

export function setNaming(naming: Naming | null): void {
  useTree.setState({ naming });
}

export function setCut(cut: string | null): void {
  useTree.setState({ cut });
}

export function setDeleting(deleting: string | null): void {
  useTree.setState({ deleting });
}

export function setMenu(menu: TreeMenu | null): void {
  useTree.setState({ menu });
}

export function setSearching(searching: boolean): void {
  useTree.setState({ searching });
}
