import type { Terminal } from '@xterm/xterm';
import { copyText } from '../../ui/copy-text.ts';

type Selecting = Pick<Terminal, 'hasSelection' | 'getSelection' | 'clearSelection'>;

/**
 * The keys that the page takes before the shell gets them; false means "taken".
 * Ctrl+C copies a selection and interrupts without one. Ctrl+V and Ctrl+Shift+V are left to the browser,
 * whose paste event xterm listens to. Ctrl+Shift+Escape leaves the terminal.
 */
export function keyHandler(
  terminal: Selecting,
  actions: { onSearch(): void; onLeave(): void },
): (event: KeyboardEvent) => boolean {
  const take = (event: KeyboardEvent, action: () => void): false => {
    if (event.type === 'keydown') {
      event.preventDefault();
      action();
    }
    return false;
  };

  return (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (!control || event.altKey) return true;
    const key = event.key.toLowerCase();
    if (key === 'v') return false;
    if (key === 'c' && (event.shiftKey || terminal.hasSelection())) {
      return take(event, () => {
        const text = terminal.getSelection();
        terminal.clearSelection();
        if (text !== '') void copyText(text);
      });
    }
    if (key === 'f' && event.shiftKey) return take(event, actions.onSearch);
    if (key === 'escape' && event.shiftKey) return take(event, actions.onLeave);
    return true;
  };
}
