/** Milliseconds without an echo after which what is shown ahead of it is taken back: it may not have arrived. */
const ECHO_LIMIT = 2_000;

export interface TypeAhead {
  /**
   * Input that has been sent. A character that the shell is sure to echo is shown at once; any other key begins anew:
   * its answer can be anything.
   */
  sent(input: string): void;
  /** What is to be written of output that came: not what is shown already, and what was not to be shown is taken back. */
  take(output: Uint8Array): Uint8Array;
  /** What was written is on the screen. */
  written(): void;
  /** What was on the screen is gone. */
  forget(): void;
}

/** The place of the cursor. */
export interface Place {
  /** Whether so many more columns can be typed there, as at the end of a line that the shell edits. */
  hasRoom(columns: number): boolean;
  write(text: string): void;
}

/**
 * Local echo, as in mosh and VS Code: what is typed at the shell's prompt is on the screen before the shell's own echo
 * is back, which may be a tenth of a second on a far line. It begins with the first character of which the echo has
 * come, and ends with the first that is different, so that nothing is shown where the shell does not echo.
 */
export function createTypeAhead(place: Place): TypeAhead {
  /** On the screen, and not echoed yet. */
  let shown = '';
  /** Sent after that; neither on the screen nor echoed yet. */
  let unseen = '';
  /** The shell has echoed the last characters just so, and has said nothing else since. */
  let echoes = false;
  /** Enter was sent, and the shell has not gone to the next line yet: it may ask for a password there. */
  let entered = false;
  /** How a control sequence begins that goes on in the next output. */
  let open = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function showUnseen(): void {
    if (!echoes || unseen === '' || !place.hasRoom(unseen.length)) return;
    const news = unseen;
    if (shown === '') restartTimer();
    // Before it is written: the first output after a key is on the screen, and told of, within that call.
    shown += news;
    unseen = '';
    place.write(news);
  }

  function restartTimer(): void {
    clearTimeout(timer);
    timer = setTimeout(() => place.write(takeBack()), ECHO_LIMIT);
  }

  function takeBack(): string {
    const back = shown === '' ? '' : '\b'.repeat(shown.length) + ERASE_REST;
    shown = '';
    unseen = '';
    echoes = false;
    clearTimeout(timer);
    return back;
  }

  /** Looks at the end of output that is no echo of what is shown for the echo of what is not. */
  function lookForEcho(output: Uint8Array): void {
    const text = open + String.fromCharCode(...output.subarray(-2 * MOST_UNSEEN));
    open = unfinishedAtEnd(text);
    const nextLine = text.lastIndexOf('\n') + 1;
    if (nextLine > 0) entered = false;
    const echoed = entered ? 0 : echoedAtEnd(text.slice(nextLine), unseen);
    echoes = echoed > 0;
    unseen = unseen.slice(echoed);
  }

  return {
    sent(input) {
      if (CHARACTER.test(input) && unseen.length < MOST_UNSEEN) {
        unseen += input;
        showUnseen();
      } else {
        echoes = false;
        entered ||= /[\r\n]/.test(input);
        unseen = '';
      }
    },
    take(output) {
      const known = commonLength(output, shown);
      shown = shown.slice(known);
      if (shown === '') clearTimeout(timer);
      else if (known > 0) restartTimer();
      const rest = output.subarray(known);
      if (rest.length === 0) return rest;
      const back = shown === '' ? '' : takeBack();
      lookForEcho(rest);
      return back === '' ? rest : joined(back, rest);
    },
    written: showUnseen,
    forget() {
      takeBack();
      entered = false;
      open = '';
    },
  };
}

/** One that a keyboard types and that takes one column. */
const CHARACTER = /^[ -~]$/;
const ERASE_REST = '\x1b[K';
/** Characters; a program that echoes nothing may be typed at for long. */
const MOST_UNSEEN = 256;

/** How many characters of the text the output begins with. */
function commonLength(output: Uint8Array, text: string): number {
  let length = 0;
  while (length < text.length && output[length] === text.charCodeAt(length)) length += 1;
  return length;
}

/** How many characters of the text, from its first, the output ends with. */
function echoedAtEnd(output: string, text: string): number {
  for (let length = Math.min(text.length, output.length); length > 0; length -= 1) {
    const isEnd = output.endsWith(text.slice(0, length));
    if (isEnd && unfinishedAtEnd(output.slice(0, -length)) === '') return length;
  }
  return 0;
}

/** How a control sequence begins that the output leaves unfinished: its Escape and the kind; empty where there is none. */
function unfinishedAtEnd(output: string): string {
  const begin = output.lastIndexOf('\x1b');
  if (begin === -1) return '';
  const body = output.slice(begin + 1);
  // Of the second kind are those that have a text in them, as a window's title.
  const isOpen =
    /^(?:[ -/]*|\[[ -?]*)$/.test(body) || (/^[\]PX^_]/.test(body) && !body.includes('\x07'));
  return isOpen ? output.slice(begin, begin + 2) : '';
}

function joined(text: string, bytes: Uint8Array): Uint8Array {
  const both = new Uint8Array(text.length + bytes.length);
  both.set(new TextEncoder().encode(text));
  both.set(bytes, text.length);
  return both;
}
