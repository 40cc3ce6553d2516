import type { ViewName } from '@drydock/protocol';
import { useEffect, useSyncExternalStore } from 'react';
import { useSession } from '../stores/session-store.ts';
import { currentLine } from './current-session.ts';

/**
 * Has the server send this view while the component is mounted and the page is looked at; again after every
 * reconnect. Several components may watch the same view.
 */
export function useView(view: ViewName): void {
  const isOpen = useSession(({ connection }) => connection === 'open');
  const isVisible = useSyncExternalStore(onVisibility, () => !document.hidden);
  useEffect(() => (isOpen && isVisible ? watch(view) : undefined), [view, isOpen, isVisible]);
}

/** How many components of the page watch each view. */
const watchers = new Map<ViewName, number>();

function watch(view: ViewName): () => void {
  change(view, 1);
  return () => change(view, -1);
}

/** The server hears of the first that comes and the last that goes. */
function change(view: ViewName, by: 1 | -1): void {
  const before = watchers.get(view) ?? 0;
  const after = before + by;
  watchers.set(view, after);
  if (before === 0 || after === 0) {
    currentLine()?.client.send({ type: 'view.watch', view, on: after > 0 });
  }
}

function onVisibility(changed: () => void): () => void {
  document.addEventListener('visibilitychange', changed);
  return () => document.removeEventListener('visibilitychange', changed);
}
