import { ClipboardAddon } from '@xterm/addon-clipboard';
import { FitAddon } from '@xterm/addon-fit';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { type ITerminalAddon, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { OutputSink } from '../../connection/output-bridge.ts';
import { copyText } from '../../ui/copy-text.ts';
import { keyHandler } from './keys.ts';
import { awaitsCommand, createShellMarks } from './shell-state.ts';
import { themeOf } from './theme.ts';
import { createWaits } from './waits.ts';

export interface ScreenEvents {
  onInput(data: string): void;
  onResize(columns: number, rows: number): void;
  onSearch(): void;
  onLeave(): void;
  /** The shell is at a prompt. */
  onPrompt(): void;
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
  /** Fits the columns and rows to the element. */
  fit(): void;
  /** Draws by WebGL from soon on, where there is one; until then with the DOM. */
  hasten(): void;
  columns(): number;
  rows(): number;
  paste(text: string): void;
  setTheme(theme: 'light' | 'dark'): void;
  /** Whether the program in front takes pastes in brackets, as a shell at its prompt does. */
  takesBrackets(): boolean;
  /** Resolves when a prompt that takes pastes in brackets is seen, or after `limit` milliseconds. */
  promptSeen(limit: number): Promise<void>;
  /** Whether a command can be typed now: the shell is at its prompt, or a program waits for typing. */
  awaitsCommand(): boolean;
  /** Whether the shell tells of its prompts. */
  tellsPrompts(): boolean;
  /** A command is going to be typed at the prompt. */
  expectCommand(): void;
  dispose(): void;
}

/** Lines kept for scrolling back; the server keeps 2 MiB for a page that comes anew. */
const SCROLLBACK = 10_000;

/** The number of the control sequence by which shells tell of their prompts. */
const SHELL_MARK = 133;

/** Making a WebGL context can hold up the page for a tenth of a second: the first prompt is drawn before, with the DOM. */
const GPU_AFTER_MS = 500;

export function createScreen(name: string, events: ScreenEvents): Screen {
  const element = document.createElement('div');
  element.style.height = '100%';
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
    fontSize: 13,
    lineHeight: 1.2,
    macOptionIsMeta: true,
    minimumContrastRatio: 4.5,
    scrollback: SCROLLBACK,
    theme: themeOf(),
  });
  const fit = new FitAddon();
  for (const addon of [fit, new Unicode11Addon(), new ClipboardAddon()]) {
    terminal.loadAddon(addon);
  }
  terminal.loadAddon(new WebLinksAddon((_, url) => window.open(url, '_blank', 'noopener')));
  terminal.unicode.activeVersion = '11';
  terminal.attachCustomKeyEventHandler(keyHandler(terminal, events));
  terminal.onData(events.onInput);
  terminal.onResize(({ cols, rows }) => events.onResize(cols, rows));
  const releaseSelection = copyOnSelection(terminal, element);
  const marks = createShellMarks();
  terminal.parser.registerOscHandler(SHELL_MARK, (mark) => {
    marks.take(mark);
    if (marks.state() === 'prompt') events.onPrompt();
    return true;
  });
  const waits = createWaits();
  let opened = false;
  let gpuTimer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    opened = true;
    terminal.open(element);
    terminal.textarea?.setAttribute('aria-label', `Terminal ${name} input`);
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
      write: (bytes, parsed) =>
        terminal.write(bytes, () => {
          parsed();
          waits.look();
          events.onParsed();
        }),
      reset() {
        marks.forget();
        terminal.reset();
      },
    },
    load: (addon) => terminal.loadAddon(addon),
    focus: () => terminal.focus(),
    fit() {
      // xterm measures its characters on opening, which needs an element that is laid out.
      if (element.clientWidth === 0 || element.clientHeight === 0) return;
      if (!opened) open();
      fit.fit();
    },
    hasten() {
      gpuTimer ??= setTimeout(() => {
        drawByGpu(terminal).catch((error: unknown) =>
          console.info('The terminal is drawn without WebGL.', error),
        );
      }, GPU_AFTER_MS);
    },
    columns: () => terminal.cols,
    rows: () => terminal.rows,
    paste: (text) => terminal.paste(text),
    setTheme: () => {
      terminal.options.theme = themeOf();
    },
    takesBrackets: () => terminal.modes.bracketedPasteMode,
    promptSeen: (limit) => waits.until(() => terminal.modes.bracketedPasteMode, limit),
    awaitsCommand: isFree,
    tellsPrompts: () => marks.state() !== 'unknown',
    expectCommand: marks.typed,
    dispose() {
      releaseSelection();
      clearTimeout(gpuTimer);
      waits.end();
      terminal.dispose();
      element.remove();
    },
  };
}

/** A browser may take a WebGL context away, or have none: xterm then draws with the DOM, as it begins. */
async function drawByGpu(terminal: Terminal): Promise<void> {
  const { WebglAddon } = await import('@xterm/addon-webgl');
  const webgl = new WebglAddon();
  webgl.onContextLoss(() => webgl.dispose());
  terminal.loadAddon(webgl);
}

/** Copies when the mouse lets go, so that every step of a drag does not reach the clipboard. */
function copyOnSelection(terminal: Terminal, element: HTMLElement): () => void {
  const copy = () => {
    if (terminal.hasSelection()) void copyText(terminal.getSelection());
  };
  element.addEventListener('mouseup', copy);
  return () => element.removeEventListener('mouseup', copy);
}
