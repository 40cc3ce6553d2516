import { currentLine } from '../../connection/current-session.ts';
import { late } from '../../connection/late.ts';
import { notePrompt } from '../../stores/prompts-store.ts';
import { noteRunning } from '../../stores/running-store.ts';
import { resizeTerminal, sendInput } from '../../stores/terminals-store.ts';
import { pageIsPainted } from '../../ui/after-paint.ts';
import type { Wish } from './keys.ts';
import { advance, giveUp } from './run-queue.ts';
import type { createScreen, Screen } from './screen.ts';

interface Made {
  screen: Screen;
  resize: ReturnType<typeof debounced<[columns: number, rows: number]>>;
}

interface Held {
  screen: Screen;
  release(): void;
}

const screens = new Map<string, Held>();

/** Every session begins with this terminal. */
const FIRST = 'T1';

/** The screen of the first terminal, before there is a session. */
let ahead: (Made & { stage: HTMLElement }) | undefined;

/** Milliseconds of quiet before a new size goes to the sandbox: every size redraws what runs in it. */
const RESIZE_DELAY = 120;

/** Called for what a screen cannot do itself. */
let wishes = {
  onWish: (_wish: Wish) => {},
  onLargePaste: (_terminal: string, _text: string) => {},
};

export function setScreenWishes(next: typeof wishes): void {
  wishes = next;
}

/** Undefined until xterm has come: it is as much as all the rest of the page, and the lab's text goes before it. */
let create: typeof createScreen | undefined;
let coming: Promise<void> | undefined;

/** Whether screens can be made. */
export function haveScreens(): boolean {
  return create !== undefined;
}

/** Loads what screens are made of, once and when the page's first text is on the screen. Rejects when it does not come; the next call tries again. */
export function loadScreens(): Promise<void> {
  coming ??= pageIsPainted()
    .then(() => late(() => import('./screen.ts')))
    .then(
      (module) => {
        create = module.createScreen;
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    );
  return coming;
}

/** The screen of the terminal, made when there is none; undefined while screens cannot be made. */
export function screenOf(name: string): Screen | undefined {
  const known = screens.get(name);
  return known ? known.screen : create && hold(name, create);
}

/** The same as soon as it can be made. Rejects as `loadScreens` does. */
export async function screenFor(name: string): Promise<Screen> {
  await loadScreens();
  return screenOf(name) as Screen;
}

function hold(name: string, create: typeof createScreen): Screen {
  const { screen, resize } = (name === FIRST && takeAhead()) || make(name, create);
  const line = currentLine();
  let detach: (() => void) | undefined;
  // It has its place by then, and takes that one's size before any output: what a program with the whole screen has drawn
  // fits no other.
  const timer = setTimeout(() => {
    // The size may be none that is new to it, but news to the sandbox.
    if (screen.fit()) resize.call(screen.columns(), screen.rows());
    detach = line?.output.attach(name, screen.sink);
  });
  screens.set(name, {
    screen,
    release() {
      clearTimeout(timer);
      resize.cancel();
      detach?.();
      giveUp(name);
      noteRunning(name, false);
      screen.dispose();
    },
  });
  return screen;
}

/**
 * Makes the screen of the first terminal ahead, and opens it in a place that nobody sees: to make it and measure its
 * letters takes a tenth of a second, which the first prompt need not wait for. Its size comes with its own place. Where
 * it cannot be made, the terminal itself tries again and tells.
 */
export async function prepareFirstScreen(): Promise<void> {
  await loadScreens().catch(() => undefined);
  await nextTask();
  if (!create || ahead || screens.size > 0) return;
  const stage = document.createElement('div');
  stage.inert = true;
  Object.assign(stage.style, {
    ...{ position: 'fixed', bottom: '0', right: '0', zIndex: '-1', visibility: 'hidden' },
    ...{ width: '60vw', height: '38vh', overflow: 'hidden' },
  });
  const own = { ...make(FIRST, create), stage };
  ahead = own;
  document.body.append(stage);
  stage.append(own.screen.element);
  await nextTask();
  // It may have been taken meanwhile.
  if (ahead === own) own.screen.open();
}

/** A press between two pieces of work is answered. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
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

function make(name: string, create: typeof createScreen): Made {
  const resize = debounced(RESIZE_DELAY, (columns: number, rows: number) => {
    if (screens.has(name)) resizeTerminal(name, columns, rows);
  });
  const screen = create({
    onInput: (data) => sendInput(name, data),
    onResize: resize.call,
    onWish: (wish) => wishes.onWish(wish),
    onLargePaste: (text) => wishes.onLargePaste(name, text),
    onPrompt: notePrompt,
    onRunning: (isRunning) => noteRunning(name, isRunning),
    onParsed: () => advance(name, screen),
  });
  return { screen, resize };
}

function takeAhead(): Made | undefined {
  const made = ahead;
  ahead = undefined;
  made?.stage.remove();
  return made;
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
