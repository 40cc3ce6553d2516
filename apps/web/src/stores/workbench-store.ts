import { create } from 'zustand';

export type Pane = 'instructions' | 'editor' | 'terminals';

/** Tabs of the upper right pane that show what the sandbox has, each loaded when it is first opened. */
export type UpperViewId = 'layers' | 'containers' | 'hub';

interface WorkbenchState {
  /** What the upper right pane shows. */
  upper: 'editor' | 'preview' | UpperViewId;
  /** The port in the preview; null when the preview is closed. */
  preview: { readonly port: number; readonly path: string } | null;
  /** On a narrow page, the one pane that is shown. */
  front: Pane;
  collapsed: Readonly<Record<Pane, boolean>>;
}

const initial: WorkbenchState = {
  upper: 'editor',
  preview: null,
  front: 'instructions',
  collapsed: { instructions: false, editor: false, terminals: false },
};

export const useWorkbench = create<WorkbenchState>(() => initial);

export function resetWorkbench(): void {
  useWorkbench.setState(initial);
}

export function openPreview(port: number, path = '/'): void {
  useWorkbench.setState({ preview: { port, path }, upper: 'preview' });
  showPane('editor');
}

export function closePreview(): void {
  useWorkbench.setState({ preview: null, upper: 'editor' });
}

export function showUpper(upper: WorkbenchState['upper']): void {
  useWorkbench.setState({ upper });
}

/** Brings the pane into view: out of its collapse, and to the front on a narrow page. */
export function showPane(pane: Pane): void {
  useWorkbench.setState({ front: pane });
  setCollapsed(pane, false);
}

export function setCollapsed(pane: Pane, collapsed: boolean): void {
  useWorkbench.setState((state) =>
    state.collapsed[pane] === collapsed
      ? state
      : { collapsed: { ...state.collapsed, [pane]: collapsed } },
  );
}
