/**
 * What the shell of a sandbox says of itself between its output, as OSC 133 marks (`shell-marks.bash` in the image): a
 * prompt begins, it waits for typing, a command begins, a command has ended. `output` is everything else, unchanged.
 */
export type ShellEvent =
  | { readonly type: 'output'; readonly bytes: Uint8Array }
  | { readonly type: 'prompt' }
  | { readonly type: 'ready' }
  | { readonly type: 'command' }
  /** `exitCode` is undefined where the mark has none. */
  | { readonly type: 'ended'; readonly exitCode: number | undefined };

/**
 * Reads a terminal's output, chunk by chunk, wherever the chunks are cut. A chunk's events are returned at once; only
 * what may still become a mark is kept for the next call, and that is never more than some bytes.
 */
export function createShellMarkReader(): (chunk: Uint8Array) => ShellEvent[] {
  let kept = new Uint8Array();
  return (chunk) => {
    const bytes = kept.length === 0 ? chunk : joined(kept, chunk);
    const events: ShellEvent[] = [];
    let plain = 0;
    let at = bytes.indexOf(ESCAPE);
    while (at !== -1) {
      const found = markAt(bytes, at);
      if (found === 'unfinished') break;
      if (found !== null) {
        addOutput(events, bytes.subarray(plain, at));
        events.push(found.event);
        plain = found.end;
      }
      at = bytes.indexOf(ESCAPE, found === null ? at + 1 : plain);
    }
    const end = at === -1 ? bytes.length : at;
    addOutput(events, bytes.subarray(plain, end));
    // A copy: the driver may use the memory again.
    kept = Uint8Array.from(bytes.subarray(end));
    return events;
  };
}

const ESCAPE = 0x1b;
const BELL = 0x07;
const BACKSLASH = 0x5c;
const INTRODUCER = '\x1b]133;';
/** Others give marks more to say (`D;0;aid=17`); ours are shorter by far. */
const LONGEST_MARK = 64;

function markAt(
  bytes: Uint8Array,
  at: number,
): { readonly event: ShellEvent; readonly end: number } | 'unfinished' | null {
  for (let index = 0; index < INTRODUCER.length; index += 1) {
    if (at + index >= bytes.length) return 'unfinished';
    if (bytes[at + index] !== INTRODUCER.charCodeAt(index)) return null;
  }
  const body = at + INTRODUCER.length;
  for (let index = body; index < at + LONGEST_MARK; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return 'unfinished';
    if (byte === BELL) return read(bytes.subarray(body, index), index + 1);
    if (byte !== ESCAPE) continue;
    if (index + 1 >= bytes.length) return 'unfinished';
    return bytes[index + 1] === BACKSLASH ? read(bytes.subarray(body, index), index + 2) : null;
  }
  return null;
}

function read(body: Uint8Array, end: number) {
  const [kind, code = ''] = String.fromCharCode(...body).split(';');
  const event = eventOf(kind, code);
  return event && { event, end };
}

function eventOf(kind: string | undefined, code: string): ShellEvent | null {
  switch (kind) {
    case 'A':
      return { type: 'prompt' };
    case 'B':
      return { type: 'ready' };
    case 'C':
      return { type: 'command' };
    case 'D':
      return { type: 'ended', exitCode: /^\d{1,3}$/.test(code) ? Number(code) : undefined };
    default:
      return null;
  }
}

function addOutput(events: ShellEvent[], bytes: Uint8Array): void {
  if (bytes.length > 0) events.push({ type: 'output', bytes: Uint8Array.from(bytes) });
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
