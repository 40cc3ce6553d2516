/** Milliseconds after which what the shell has not echoed is taken back: it did not arrive. */
const ECHO_LIMIT = 2_000;

export interface TypeAhead {
  /**
   * Input that has been sent. A letter that the shell is sure to echo is shown at once; any other key begins anew: its
   * answer can be anything.
   */
  sent(input: string): void;
  /** What is to be written of output that came: not what is shown already, and what was not to be shown is taken back. */
  take(output: Uint8Array): Uint8Array;
  /** The output that was taken last is on the screen. */
  written(): void;
  /** What was on the screen is gone. */
  forget(): void;
}

export interface Line {
  /** Whether so many more columns can be typed at the cursor as at the end of a line that a shell edits. */
  hasRoom(columns: number): boolean;
  show(text: string): void;
}

/**
 * Local echo, as in mosh and VS Code: what is typed at the shell's prompt is on the screen before the shell's own echo
 * is back, which may be a tenth of a second on a far line. It begins with the first letter of which the echo has come,
 * and ends with the first that is different, so that nothing is shown where the shell does not echo.
 */
export function createTypeAhead(line: Line): TypeAhead {
  /** On the screen, and not echoed yet. */
  let shown = '';
  /** Sent after that; neither on the screen nor echoed yet. */
  let unseen = '';
  /** The shell has echoed the last letters just so, and has said nothing else since. */
  let echoes = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(): void {
    if (!echoes || unseen === '' || !line.hasRoom(unseen.length)) return;
    const letters = unseen;
    shown += letters;
    unseen = '';
    clearTimeout(timer);
    timer = setTimeout(() => line.show(takeBack()), ECHO_LIMIT);
    // Written at once, it calls `written` at once.
    line.show(letters);
  }

  function takeBack(): string {
    const back = shown === '' ? '' : '\b'.repeat(shown.length) + ERASE_REST;
    forget();
    return back;
  }

  function forget(): void {
    shown = '';
    unseen = '';
    echoes = false;
    clearTimeout(timer);
  }

  return {
    sent(input) {
      if (LETTER.test(input) && unseen.length < MOST_UNSEEN) {
        unseen += input;
        show();
      } else {
        echoes = false;
        unseen = '';
      }
    },
    take(output) {
      const known = commonLength(output, shown);
      shown = shown.slice(known);
      if (shown === '') clearTimeout(timer);
      const rest = output.subarray(known);
      if (rest.length === 0) return rest;
      if (shown !== '') return joined(takeBack(), rest);
      const echoed = echoedAtEnd(rest, unseen);
      echoes = echoed > 0;
      unseen = unseen.slice(echoed);
      return rest;
    },
    written: show,
    forget,
  };
}

const LETTER = /^[ -~]$/;
const ERASE_REST = '\x1b[K';
/** After its Escape, a control sequence that goes on in the next output. */
const UNFINISHED = /^(?:[ -/]*|\[[ -?]*|[\]PX^_]\P{Cc}*)$/u;
/** Letters; a program that echoes nothing may be typed at for long. */
const MOST_UNSEEN = 256;

/** How many letters of the text the output begins with. */
function commonLength(output: Uint8Array, text: string): number {
  let length = 0;
  while (length < text.length && output[length] === text.charCodeAt(length)) length += 1;
  return length;
}

/** How many letters of the text, from its first, the output ends with. */
function echoedAtEnd(output: Uint8Array, text: string): number {
  if (text === '') return 0;
  const end = String.fromCharCode(...output.subarray(-2 * MOST_UNSEEN));
  for (let length = Math.min(text.length, end.length); length > 0; length -= 1) {
    if (end.endsWith(text.slice(0, length)) && !isUnfinished(end.slice(0, -length))) return length;
  }
  return 0;
}

function isUnfinished(output: string): boolean {
  const begin = output.lastIndexOf('\x1b');
  return begin !== -1 && UNFINISHED.test(output.slice(begin + 1));
}

function joined(text: string, bytes: Uint8Array): Uint8Array {
  const both = new Uint8Array(text.length + bytes.length);
  both.set(new TextEncoder().encode(text));
  both.set(bytes, text.length);
  return both;
}
