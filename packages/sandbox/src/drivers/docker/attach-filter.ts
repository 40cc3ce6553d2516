/** What dtach writes by itself: clears the screen when it attaches, says so when the shell has ended. */
const GREETING = Buffer.from('\u001b[H\u001b[J');
const FAREWELL = Buffer.from('\u001b[999H\r\n[EOF - dtach terminating]\r\n');

const ESCAPE = 0x1b;
const NOTHING = Buffer.alloc(0);

/** Lets through what the shell writes and drops what dtach adds, however the stream is cut. */
export function createAttachFilter(
  onData: (bytes: Uint8Array) => void,
): (chunk: Uint8Array) => void {
  let greeted = false;
  let held: Buffer = NOTHING;
  return (chunk) => {
    // A flood of output is not copied for what is hardly ever there.
    let bytes: Buffer = held.length > 0 ? Buffer.concat([held, chunk]) : viewOf(chunk);
    held = NOTHING;
    if (!greeted) {
      if (isBeginning(bytes, GREETING) && bytes.length < GREETING.length) {
        held = bytes;
        return;
      }
      greeted = true;
      if (bytes.subarray(0, GREETING.length).equals(GREETING)) {
        bytes = bytes.subarray(GREETING.length);
      }
    }
    const end = bytes.indexOf(FAREWELL);
    if (end >= 0) {
      bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(end + FAREWELL.length)]);
    }
    // Only an unfinished escape sequence is ever held back: it shows nothing yet.
    const kept = lengthOfBeginning(bytes);
    held = kept > 0 ? Buffer.from(bytes.subarray(bytes.length - kept)) : NOTHING;
    if (bytes.length > kept) onData(bytes.subarray(0, bytes.length - kept));
  };
}

/** How many of the last bytes may be the beginning of the farewell, which has its first byte once. */
function lengthOfBeginning(bytes: Buffer): number {
  const tail = bytes.subarray(Math.max(0, bytes.length - FAREWELL.length + 1));
  const at = tail.lastIndexOf(ESCAPE);
  return at >= 0 && isBeginning(tail.subarray(at), FAREWELL) ? tail.length - at : 0;
}

function viewOf({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function isBeginning(bytes: Buffer, whole: Buffer): boolean {
  return whole.subarray(0, bytes.length).equals(bytes);
}
