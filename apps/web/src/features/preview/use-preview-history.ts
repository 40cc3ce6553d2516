import type { PreviewState } from '@drydock/protocol';
import { useEffect, useReducer, useState } from 'react';
import { usePreviews } from '../../stores/preview-store.ts';
import { back, first, forward, go, type PreviewHistory, reload, seen } from './preview-history.ts';

export interface PreviewPage extends PreviewHistory {
  /** The path that is shown. */
  readonly path: string;
  readonly state: PreviewState;
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  go(path: string): void;
  back(): void;
  forward(): void;
  reload(): void;
}

/**
 * Where the preview of a port has been. Its page is of another origin, and says nothing of where it goes: the
 * server, which passes every page on, does.
 */
export function usePreviewHistory(port: number, path: string): PreviewPage {
  const [history, apply] = useReducer(
    (state: PreviewHistory, change: (state: PreviewHistory) => PreviewHistory) => change(state),
    path,
    first,
  );
  // What was seen before this pane was there is of an earlier page.
  const [earlier] = useState(() => usePreviews.getState().seen[port]);
  const known = usePreviews((state) => state.seen[port]);
  const latest = known === earlier ? undefined : known;

  useEffect(() => {
    if (latest?.state.type === 'shown') apply((state) => seen(state, latest.path));
  }, [latest]);

  return {
    ...history,
    path: history.entries[history.index] ?? path,
    state: latest?.state ?? { type: 'shown' },
    canGoBack: history.index > 0,
    canGoForward: history.index < history.entries.length - 1,
    go: (next) => apply((state) => go(state, next)),
    back: () => apply(back),
    forward: () => apply(forward),
    reload: () => apply(reload),
  };
}
