import { Base64, BrowserClipboardProvider, ClipboardAddon } from '@xterm/addon-clipboard';
import { FitAddon } from '@xterm/addon-fit';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITerminalAddon, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { late } from '../../connection/late.ts';
import type { OutputSink } from '../../connection/output-bridge.ts';
import {
  type TerminalSettings,
  useTerminalSettings,
} from '../../stores/terminal-settings-store.ts';
import { copyText } from '../../ui/copy-text.ts';
import { keyHandler, type Wish } from './keys.ts';
import { isLargePaste } from './large-paste.ts';
import { awaitsCommand, createShellMarks } from './shell-state.ts';
import { themeOf } from './theme.ts';
import { createTypeAhead } from './type-ahead.ts';
import { createWaits } from './waits.ts';
import { countColumns } from './widths.ts';

export interface ScreenEvents {
  /** Returns whether it could be sent. */
  onInput(data: string): boolean;
  onResize(columns: number, rows: number): void;
  onWish(wish: Wish): void;
  /** It is not pasted yet. */
  onLargePaste(text: string): void;
  /** The shell is at a prompt. */
  onPrompt(): void;
  /** Whether a command runs, as the shell tells. */
  onRunning(isRunning: boolean): void;
  /** Output is on the screen. */
  onParsed(): void;
}

/** One xterm in an element of its own, which panes adopt: a screen survives every change of the layout. */
export interface Screen {
  readonly element: HTMLElement;
  readonly sink: OutputSink;
  /** Adds what the page loads only when it is wanted. */
  load(addon: ITerminalAddon): void;
  focus(): void;
  /** Opens it in the place where its element is, if that has a size. */
  open(): void;
  /** Fits the columns and rows to the element, and opens it before. Returns false while that has no size. */
  fit(): boolean;
  columns(): number;
  rows(): number;
  paste(text: string): void;
  setTheme(theme: 'light' | 'dark'): void;
  setSettings(settings: Pick<TerminalSettings, 'fontSize' | 'screenReader'>): void;
  /** What a screen reader says of the place that is typed into. */
  describe(label: string, description: string): void;
  /** Empties the screen and what was scrolled out of it, but for the line of the prompt. */
  clear(): void;
  /** Whether the program in front has the whole screen to itself. */
  isFullScreen(): boolean;
  /** Whether the program in front takes pastes in brackets, as a shell at its prompt does. */
  takesBrackets(): boolean;
  /** Resolves when a prompt that takes pastes in brackets is seen, or after `limit` milliseconds. */
  promptSeen(limit: number): Promise<void>;
  /** Whether a command can be typed now: the shell is at its prompt, or a program waits for typing. */
  awaitsCommand(): boolean;
  /** Whether the shell tells of its prompts. */
  tellsPrompts(): boolean;
  /** Whether the shell itself is at its prompt, and no program in it. */
  isAtShellPrompt(): boolean;
  /** A command is going to be typed at the prompt. */
  expectCommand(): void;
  dispose(): void;
}

/** Lines kept for scrolling back; the server keeps 2 MiB for a page that comes anew. */
const SCROLLBACK = 10_000;

/** The number of the control sequence by which shells tell of their prompts. */
const SHELL_MARK = 133;

/**
 * Bytes of output, then milliseconds of quiet, after which a terminal is drawn by WebGL. It is for those who watch long
 * outputs; a few commands cost no more without it. Loading it and making a context can hold up the page for a tenth of
 * a second, and its letters are a little narrower, so that what is being typed could be wrapped anew.
 */
const GPU_AFTER_BYTES = 64 * 1024;
const GPU_AFTER_MS = 1_000;

/** Programs put on it what they copy. What is on it they are not told: it may come from anywhere. */
const CLIPBOARD = Object.assign(new BrowserClipboardProvider(), { readText: async () => '' });

export function createScreen(events: ScreenEvents): Screen {
  const settings = useTerminalSettings.getState();
  const element = document.createElement('div');
  element.style.height = '100%';
  const terminal = new Terminal({
    allowProposedApi: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: settings.fontSize,
    lineHeight: 1.2,
    macOptionIsMeta: true,
    minimumContrastRatio: 4.5,
    screenReaderMode: settings.screenReader,
    scrollback: SCROLLBACK,
    theme: themeOf(),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new ClipboardAddon(new Base64(), CLIPBOARD));
  terminal.loadAddon(new WebLinksAddon((_, url) => window.open(url, '_blank', 'noopener')));
  countColumns(terminal);
  terminal.attachCustomKeyEventHandler(keyHandler(terminal, events.onWish));
  terminal.onData((data) => {
    if (!isOfThePast && events.onInput(data)) typeAhead.sent(data);
  });
  terminal.onResize(({ cols, rows }) => events.onResize(cols, rows));
  const releaseSelection = copyOnSelection(terminal, element);
  element.addEventListener('paste', (event) => takeLargePaste(event, terminal, events), true);
  const marks = createShellMarks();
  terminal.parser.registerOscHandler(SHELL_MARK, (mark) => {
    marks.take(mark);
    if (marks.state() === 'prompt') events.onPrompt();
    events.onRunning(marks.state() === 'running');
    return true;
  });
  const waits = createWaits();
  const typeAhead = createTypeAhead({ hasRoom, write });
  let writing = 0;
  /** While output of the past is parsed: xterm would answer what a program asked then a second time, as if it were typed. */
  let isOfThePast = false;
  let opened = false;
  let spoken: Readonly<Record<string, string>> = {};
  let printed = 0;
  let gpuTimer: ReturnType<typeof setTimeout> | undefined;

  function hasSize(): boolean {
    return element.clientWidth > 0 && element.clientHeight > 0;
  }

  function open(): void {
    // xterm measures its characters on opening, which needs an element that is laid out.
    if (opened || !hasSize()) return;
    opened = true;
    terminal.open(element);
    speak();
  }

  function speak(): void {
    for (const [key, text] of Object.entries(spoken)) terminal.textarea?.setAttribute(key, text);
  }

  function fitNow(): boolean {
    open();
    if (!hasSize()) return false;
    fit.fit();
    return true;
  }

  function write(output: string | Uint8Array, then?: () => void): void {
    writing += 1;
    terminal.write(output, () => {
      writing -= 1;
      then?.();
      typeAhead.written();
    });
  }

  /** While something is still being written, the cursor is not yet where it will be. */
  function hasRoom(columns: number): boolean {
    const { active } = terminal.buffer;
    if (writing > 0 || marks.state() !== 'prompt' || active.type === 'alternate') return false;
    // It is read out as it is written.
    if (terminal.options.screenReaderMode) return false;
    const rest = active
      .getLine(active.baseY + active.cursorY)
      ?.translateToString(true, active.cursorX);
    return rest === '' && active.cursorX + columns < terminal.cols;
  }

  function considerGpu(bytes: number): void {
    printed += bytes;
    if (printed < GPU_AFTER_BYTES) return;
    clearTimeout(gpuTimer);
    gpuTimer = setTimeout(() => {
      // Asked for once.
      printed = -Infinity;
      drawByGpu(terminal, fitNow).catch((error: unknown) =>
        console.info('The terminal is drawn without WebGL.', error),
      );
    }, GPU_AFTER_MS);
  }

  function isFree(): boolean {
    const { active } = terminal.buffer;
    const line = active.getLine(active.baseY + active.cursorY);
    return awaitsCommand({
      state: marks.state(),
      takesBrackets: terminal.modes.bracketedPasteMode,
      isFullScreen: active.type === 'alternate',
      beforeCursor: line?.translateToString(false, 0, active.cursorX) ?? '',
    });
  }

  return {
    element,
    sink: {
      write(bytes, parsed, isPast) {
        const onScreen = () => {
          isOfThePast = false;
          parsed();
          considerGpu(bytes.length);
          waits.look();
          events.onParsed();
        };
        const news = typeAhead.take(bytes);
        if (news.length === 0) return onScreen();
        if (isPast)
          write('', () => {
            isOfThePast = true;
          });
        write(news, onScreen);
      },
      reset() {
        marks.forget();
        typeAhead.forget();
        events.onRunning(false);
        terminal.reset();
      },
    },
    load: (addon) => terminal.loadAddon(addon),
    focus() {
      // One that was shown a moment ago would be opened in the next frame.
      if (!opened) fitNow();
      terminal.focus();
    },
    open,
    fit: fitNow,
    columns: () => terminal.cols,
    rows: () => terminal.rows,
    paste: (text) => terminal.paste(text),
    setTheme: () => {
      terminal.options.theme = themeOf();
    },
    setSettings({ fontSize, screenReader }) {
      Object.assign(terminal.options, { fontSize, screenReaderMode: screenReader });
      fitNow();
    },
    describe(label, description) {
      spoken = { 'aria-label': label, 'aria-description': description };
      speak();
    },
    clear: () => terminal.clear(),
    isFullScreen: () => terminal.buffer.active.type === 'alternate',
    takesBrackets: () => terminal.modes.bracketedPasteMode,
    promptSeen: (limit) => waits.until(() => terminal.modes.bracketedPasteMode, limit),
    awaitsCommand: isFree,
    isAtShellPrompt: () => marks.state() === 'prompt',
    tellsPrompts: () => marks.state() !== 'unknown',
    expectCommand: marks.typed,
    dispose() {
      releaseSelection();
      clearTimeout(gpuTimer);
      waits.end();
      typeAhead.forget();
      terminal.dispose();
      element.remove();
    },
  };
}

/** A browser may take a WebGL context away, or have none: xterm then draws with the DOM, as it begins. */
async function drawByGpu(terminal: Terminal, onOtherLetters: () => void): Promise<void> {
  const { WebglAddon } = await late(() => import('@xterm/addon-webgl'));
  const webgl = new WebglAddon();
  webgl.onContextLoss(() => {
    webgl.dispose();
    onOtherLetters();
  });
  terminal.loadAddon(webgl);
  // Its letters are whole pixels wide: more of them go on a line.
  onOtherLetters();
}

/** Copies when the mouse lets go, be it elsewhere, so that every step of a drag does not reach the clipboard. */
function copyOnSelection(terminal: Terminal, element: HTMLElement): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  let isSelecting = false;
  element.addEventListener(
    'mousedown',
    () => {
      isSelecting = true;
    },
    { signal, capture: true },
  );
  document.addEventListener(
    'mouseup',
    () => {
      if (isSelecting && terminal.hasSelection()) void copyText(terminal.getSelection());
      isSelecting = false;
    },
    { signal },
  );
  return () => controller.abort();
}

function takeLargePaste(
  event: ClipboardEvent,
  terminal: Terminal,
  { onLargePaste }: ScreenEvents,
): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isLargePaste(text, terminal.modes.bracketedPasteMode)) return;
  event.preventDefault();
  event.stopPropagation();
  onLargePaste(text);
}
