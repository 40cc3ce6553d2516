export type PageKey = 'palette' | 'next-pane' | 'previous-pane' | 'next-step' | 'previous-step';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What the focus is in. */
export type Where = 'page' | 'editor' | 'terminal' | 'full-screen program';

/**
 * The keys that the page takes wherever the focus is. In a terminal Ctrl+K belongs to the shell, which cuts the rest of
 * its line with it, and F1 to programs; one that has the whole screen to itself, such as vim, gets every key but
 * Ctrl+Shift+K. Monaco has a palette of its own at F1.
 */
export function pageKeyOf(pressed: Pressed, where: Where): PageKey | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = pressed;
  if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) {
    const isOfShell =
      ctrlKey && !shiftKey && (where === 'terminal' || where === 'full-screen program');
    return isOfShell ? null : 'palette';
  }
  if (ctrlKey || metaKey || where === 'full-screen program') return null;
  switch (key) {
    case 'F1':
      return where === 'page' && !altKey && !shiftKey ? 'palette' : null;
    case 'F6':
      if (altKey) return null;
      return shiftKey ? 'previous-pane' : 'next-pane';
    case 'PageDown':
      return altKey && !shiftKey ? 'next-step' : null;
    case 'PageUp':
      return altKey && !shiftKey ? 'previous-step' : null;
    default:
      return null;
  }
}
