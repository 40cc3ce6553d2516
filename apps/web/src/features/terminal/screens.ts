import { currentLine } from '../../connection/current-session.ts';
import { notePrompt } from '../../stores/prompts-store.ts';
import { resizeTerminal, sendInput } from '../../stores/terminals-store.ts';
import { advance, giveUp } from './run-queue.ts';
import { createScreen, type Screen } from './screen.ts';

interface Held {
  screen: Screen;
  release(): void;
}

const screens = new Map<string, Held>();

/** Milliseconds of quiet before a new size goes to the sandbox: every size redraws what runs in it. */
const RESIZE_DELAY = 120;

/** Called for what a screen cannot do itself. */
let wishes = { onSearch: () => {}, onLeave: () => {} };

export function setScreenWishes(next: typeof wishes): void {
  wishes = next;
}

/** The screen of the terminal, made when there is none. */
export function screenOf(name: string): Screen {
  const known = screens.get(name);
  if (known) return known.screen;
  const resize = debounced(RESIZE_DELAY, (columns: number, rows: number) =>
    resizeTerminal(name, columns, rows),
  );
  const screen = createScreen(name, {
    onInput: (data) => sendInput(name, data),
    onResize: resize.call,
    onSearch: () => wishes.onSearch(),
    onLeave: () => wishes.onLeave(),
    onPrompt: notePrompt,
    onParsed: () => advance(name, screen),
  });
  const detach = currentLine()?.output.attach(name, screen.sink);
  screens.set(name, {
    screen,
    release() {
      resize.cancel();
      detach?.();
      giveUp(name);
      screen.dispose();
    },
  });
  return screen;
}

/** Ends the screens of all terminals but these. */
export function keepScreens(names: readonly string[]): void {
  for (const [name, held] of screens) {
    if (names.includes(name)) continue;
    screens.delete(name);
    held.release();
  }
}

export function eachScreen(visit: (screen: Screen) => void): void {
  for (const { screen } of screens.values()) visit(screen);
}

function debounced<Args extends unknown[]>(delay: number, action: (...args: Args) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    call(...args: Args) {
      clearTimeout(timer);
      timer = setTimeout(() => action(...args), delay);
    },
    cancel: () => clearTimeout(timer),
  };
}
