const KEY = 'drydock.palette';
const MOST = 5;

/** The commands that were chosen last, the last one first, by their ids. */
export function recentCommands(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    // Not ours, or forbidden: nothing is remembered.
    return [];
  }
}

export function noteCommand(id: string): void {
  const others = recentCommands().filter((each) => each !== id);
  try {
    localStorage.setItem(KEY, JSON.stringify([id, ...others].slice(0, MOST)));
  } catch {
    // Full or forbidden: the palette works all the same.
  }
}
