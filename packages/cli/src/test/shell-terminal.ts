import { stripVTControlCharacters } from 'node:util';
import { createShellMarkReader, type Sandbox, type Terminal } from '@drydock/sandbox';

/** What a wait came to: the shell waits at its prompt; nothing was printed for so long; the time is over; the shell has ended. */
type Settled = 'free' | 'quiet' | 'late' | 'closed';

/** A terminal of a sandbox as somebody sits before it: types, and looks at what comes. */
export interface ShellTerminal {
  readonly name: string;
  /** The shell waits at its prompt. */
  readonly isFree: boolean;
  /** The shell has ended. */
  readonly isClosed: boolean;
  /** What was typed last has become a command: the shell does not wait for the rest of it. */
  readonly hasBegun: boolean;
  /** Of the last command that ended since something was typed. */
  readonly exitCode: number | undefined;
  /** Whether the program in front takes pastes in brackets. */
  readonly takesBrackets: boolean;
  /** All since something was typed with `type`, without control sequences. */
  readonly text: string;
  /** Characters that were printed altogether. */
  readonly printed: number;
  /** Types as it is, and forgets what was shown before. */
  type(keys: string): void;
  /** Types an answer to what the program asked: the text goes on. */
  answer(keys: string): void;
  /** Milliseconds; without `quiet` it does not matter how long nothing comes. Rejects when aborted. */
  settle(wait: { readonly limit: number; readonly quiet?: number }): Promise<Settled>;
  close(): Promise<void>;
}

/** Wide, so that hardly a line is wrapped. */
const SIZE = { columns: 200, rows: 50 };

/** Opens a terminal of this name. Rejects with SandboxError. */
export async function openShellTerminal(
  sandbox: Sandbox,
  name: string,
  signal: AbortSignal,
): Promise<ShellTerminal> {
  return watchTerminal(await sandbox.openTerminal({ name, ...SIZE }), signal);
}

function watchTerminal(terminal: Terminal, signal: AbortSignal): ShellTerminal {
  const read = createShellMarkReader();
  const decoder = new TextDecoder();
  let raw = '';
  let printed = 0;
  let state = { isFree: false, hasBegun: false, isClosed: false };
  let exitCode: number | undefined;
  /** A command has ended since something was typed: a prompt without that is the one before, drawn again. */
  let hasEnded = false;
  let brackets = '';
  let lastChange = Date.now();
  let wake: () => void = () => undefined;

  const changed = () => {
    lastChange = Date.now();
    wake();
  };
  terminal.onData((bytes) => {
    for (const event of read(bytes)) {
      switch (event.type) {
        case 'output': {
          const text = decoder.decode(event.bytes, { stream: true });
          printed += text.length;
          raw = (raw + text).slice(-MOST_TEXT);
          brackets = bracketsIn(brackets + text);
          break;
        }
        case 'prompt':
          break;
        case 'ready':
          if (hasEnded) state = { ...state, isFree: true };
          break;
        case 'command':
          state = { ...state, isFree: false, hasBegun: true };
          break;
        case 'ended':
          exitCode = event.exitCode;
          hasEnded = true;
          break;
      }
    }
    changed();
  });
  terminal.onExit(() => {
    state = { ...state, isClosed: true };
    changed();
  });

  return {
    name: terminal.name,
    get isFree() {
      return state.isFree;
    },
    get isClosed() {
      return state.isClosed;
    },
    get hasBegun() {
      return state.hasBegun;
    },
    get exitCode() {
      return exitCode;
    },
    get takesBrackets() {
      return brackets.startsWith(BRACKETS_ON);
    },
    get text() {
      return stripVTControlCharacters(raw);
    },
    get printed() {
      return printed;
    },
    type(keys) {
      raw = '';
      exitCode = undefined;
      hasEnded = false;
      // A program that runs takes what is typed: that is no command of the shell.
      state = { ...state, isFree: false, hasBegun: !state.isFree };
      terminal.write(keys);
      changed();
    },
    answer(keys) {
      terminal.write(keys);
      changed();
    },
    async settle({ limit, quiet = Number.POSITIVE_INFINITY }) {
      const end = Date.now() + limit;
      for (;;) {
        signal.throwIfAborted();
        if (state.isClosed) return 'closed';
        if (state.isFree) return 'free';
        const now = Date.now();
        if (now - lastChange >= quiet) return 'quiet';
        if (now >= end) return 'late';
        await somethingOr(Math.min(end, lastChange + quiet) - now);
      }
    },
    close: () => terminal.close(),
  };

  /** Resolves when something came, the time is over or the run is aborted. */
  function somethingOr(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, milliseconds));
      signal.addEventListener('abort', done, { once: true });
      wake = done;
    });
  }
}

/** A build that prints for minutes is kept from its end. */
const MOST_TEXT = 1024 * 1024;
const BRACKETS_ON = '\x1b[?2004h';
const BRACKETS_OFF = '\x1b[?2004l';

/** The last of the two that stands in the text, and then as much of its end as may become the next. */
function bracketsIn(text: string): string {
  const on = text.lastIndexOf(BRACKETS_ON);
  const off = text.lastIndexOf(BRACKETS_OFF);
  if (on === -1 && off === -1) return text.slice(-(BRACKETS_ON.length - 1));
  const last = Math.max(on, off);
  const end = last + BRACKETS_ON.length;
  return text.slice(last, end) + text.slice(end).slice(1 - BRACKETS_ON.length);
}
