/** What the browser keeps of a session for the next load of the page. The server knows nothing of it. */
export interface Memory {
  readonly answers?: unknown;
  readonly variables?: unknown;
  readonly blanks?: unknown;
  readonly terminals?: unknown;
  /** The number of the step that was shown last, from 1. */
  readonly step?: unknown;
}

const KEY = 'drydock.sessions';

/** Sessions that are remembered; beyond that the one that was left longest ago is forgotten. */
const MOST_SESSIONS = 20;

export function recall(session: string, what: keyof Memory): unknown {
  return read().find(([id]) => id === session)?.[1][what];
}

/** The session that was used last among these; undefined when none of them is remembered. */
export function lastOf(sessions: readonly string[]): string | undefined {
  return read().findLast(([id]) => sessions.includes(id))?.[0];
}

export function remember(session: string, what: keyof Memory, value: unknown): void {
  const all = read();
  const known = all.find(([id]) => id === session)?.[1];
  const others = all.filter(([id]) => id !== session);
  const kept = [...others, [session, { ...known, [what]: value }]].slice(-MOST_SESSIONS);
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Full or forbidden: the page works all the same, until it is loaded anew.
  }
}

function read(): [string, Memory][] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    // Not ours, or forbidden: nothing is remembered.
    return [];
  }
}

function isEntry(entry: unknown): entry is [string, Memory] {
  return (
    Array.isArray(entry) &&
    typeof entry[0] === 'string' &&
    typeof entry[1] === 'object' &&
    entry[1] !== null
  );
}
