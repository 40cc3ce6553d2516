/** What dtach writes by itself: clears the screen when it attaches, says so when the shell has ended. */
const GREETING = Buffer.from('\u001b[H\u001b[J');
const FAREWELL = Buffer.from('\u001b[999H\r\n[EOF - dtach terminating]\r\n');

/** Lets through what the shell writes and drops what dtach adds, however the stream is cut. */
export function createAttachFilter(
  onData: (bytes: Uint8Array) => void,
): (chunk: Uint8Array) => void {
  let greeted = false;
  let held = Buffer.alloc(0);
  return (chunk) => {
    let bytes = Buffer.concat([held, chunk]);
    held = Buffer.alloc(0);
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
    held = Buffer.from(bytes.subarray(bytes.length - kept));
    if (bytes.length > kept) onData(bytes.subarray(0, bytes.length - kept));
  };
}

/** How many of the last bytes may be the beginning of the farewell. */
function lengthOfBeginning(bytes: Buffer): number {
  for (let length = Math.min(bytes.length, FAREWELL.length - 1); length > 0; length -= 1) {
    if (isBeginning(bytes.subarray(bytes.length - length), FAREWELL)) return length;
  }
  return 0;
}

function isBeginning(bytes: Buffer, whole: Buffer): boolean {
  return whole.subarray(0, bytes.length).equals(bytes);
}
