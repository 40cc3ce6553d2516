/**
 * What the shell's own marks (OSC 133) say of a terminal. `unknown`: there were none yet, as in a shell without them.
 * `typed`: the page has sent a command, and the shell has not said yet that it begins.
 */
type ShellState = 'unknown' | 'prompt' | 'typed' | 'running';

export interface ShellMarks {
  state(): ShellState;
  /** What stands after `133;` in a mark: `A`, `B`, `C`, `D` or `D;exit code`. */
  take(mark: string): void;
  /** A whole command is on its way to the shell. */
  typed(): void;
  /** What was on the screen is gone, and what the marks said with it. */
  forget(): void;
}

export function createShellMarks(): ShellMarks {
  let state: ShellState = 'unknown';
  /** A command has ended since one was typed: a prompt without that is the one before, drawn again. */
  let hasEnded = true;
  return {
    state: () => state,
    take(mark) {
      if (mark.startsWith('C')) state = 'running';
      else if (mark.startsWith('D')) hasEnded = true;
      // A prompt that only begins is not yet one that can be typed at.
      else if (mark.startsWith('B') && (hasEnded || state !== 'typed')) state = 'prompt';
    },
    typed() {
      if (state !== 'prompt') return;
      state = 'typed';
      hasEnded = false;
    },
    forget() {
      state = 'unknown';
    },
  };
}

interface Front {
  readonly state: ShellState;
  /** The program in front takes pastes in brackets: a shell at its prompt, in a container or not, or an editor. */
  readonly takesBrackets: boolean;
  /** It has the whole screen to itself, as editors have. */
  readonly isFullScreen: boolean;
  /** The text from the start of the cursor's line to the cursor. */
  readonly beforeCursor: string;
}

/**
 * Whether a command can be typed now. While a command runs it can, if that is a program which waits for typing, as a
 * shell in a container does: its marks, if it had any, are not those of our shell.
 */
export function awaitsCommand({
  state,
  takesBrackets,
  isFullScreen,
  beforeCursor,
}: Front): boolean {
  if (state === 'typed') return false;
  if (state !== 'running') return true;
  return takesBrackets || isFullScreen || PROMPT.test(beforeCursor);
}

/** `/ # `, `$ `, `node> `, `mysql> ` */
const PROMPT = /[#$>] $/;
