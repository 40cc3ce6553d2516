/** Where a preview has been, and what its frame is told to load. */
export interface PreviewHistory {
  readonly entries: readonly string[];
  readonly index: number;
  /** What the frame was told last; it may have gone on from there by itself. */
  readonly loaded: string;
  /** Counts what the frame was told: each is a fresh frame. */
  readonly loads: number;
  /** The frame was told, and nothing has come of it yet. */
  readonly isLoading: boolean;
}

const MOST_ENTRIES = 100;

export function first(path: string): PreviewHistory {
  return { entries: [path], index: 0, loaded: path, loads: 0, isLoading: true };
}

export function go(history: PreviewHistory, path: string): PreviewHistory {
  return load(push(history, path));
}

export function back(history: PreviewHistory): PreviewHistory {
  return history.index === 0 ? history : load({ ...history, index: history.index - 1 });
}

export function forward(history: PreviewHistory): PreviewHistory {
  const isLast = history.index === history.entries.length - 1;
  return isLast ? history : load({ ...history, index: history.index + 1 });
}

export function reload(history: PreviewHistory): PreviewHistory {
  return load(history);
}

/** The frame shows this now: what it was told, where that led, or what was clicked in it. */
export function seen(history: PreviewHistory, path: string): PreviewHistory {
  const { entries, index, isLoading } = history;
  if (entries[index] === path) return isLoading ? { ...history, isLoading: false } : history;
  if (!isLoading) return push(history, path);
  // It was sent on: the entry is where it came to.
  return { ...history, entries: entries.with(index, path), isLoading: false };
}

function push(history: PreviewHistory, path: string): PreviewHistory {
  const before = history.entries.slice(0, history.index + 1);
  const entries = [...before, path].slice(-MOST_ENTRIES);
  return { ...history, entries, index: entries.length - 1 };
}

function load(history: PreviewHistory): PreviewHistory {
  const loaded = history.entries[history.index] ?? history.loaded;
  return { ...history, loaded, loads: history.loads + 1, isLoading: true };
}
