import type { Terminal } from '@xterm/xterm';
import { copyText } from '../../ui/copy-text.ts';

/** What a key asks of the page: to search, to leave the terminal, the size of its letters, to stand side by side, another one. */
export type Wish =
  | 'search'
  | 'leave'
  | 'larger'
  | 'smaller'
  | 'usual'
  | 'split'
  | 'previous'
  | 'next';

type Selecting = Pick<Terminal, 'hasSelection' | 'getSelection' | 'clearSelection'>;

/**
 * The keys that the page takes before the shell gets them; false means "taken".
 * Ctrl+C copies a selection and interrupts without one. Ctrl+V and Ctrl+Shift+V are left to the browser,
 * whose paste event xterm listens to. On a Mac these are Cmd's, and Ctrl alone is the shell's.
 */
export function keyHandler(
  terminal: Selecting,
  onWish: (wish: Wish) => void,
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
    const isOfClipboard = event.metaKey || event.shiftKey || !isMac();
    if (isOfClipboard && key === 'v') return false;
    if (isOfClipboard && key === 'c' && (event.shiftKey || terminal.hasSelection())) {
      return take(event, () => {
        const text = terminal.getSelection();
        terminal.clearSelection();
        if (text !== '') void copyText(text);
      });
    }
    // By its place: with Shift it gives another letter on every keyboard.
    if (event.shiftKey && event.code === 'Digit5') return take(event, () => onWish('split'));
    const wish = (event.shiftKey ? WITH_SHIFT : ALONE)[key];
    return wish === undefined || take(event, () => onWish(wish));
  };
}

/** Ctrl+_ and Ctrl+= with Shift stay the shell's: the first takes a change back. */
const ALONE: Readonly<Partial<Record<string, Wish>>> = {
  '+': 'larger',
  '=': 'larger',
  '-': 'smaller',
  '0': 'usual',
};

const WITH_SHIFT: Readonly<Partial<Record<string, Wish>>> = {
  f: 'search',
  escape: 'leave',
  // Windows keeps the other one for itself.
  arrowup: 'leave',
  arrowleft: 'previous',
  arrowright: 'next',
  '+': 'larger',
  '0': 'usual',
};

function isMac(): boolean {
  return /^(Mac|iP)/.test(navigator.platform);
}
