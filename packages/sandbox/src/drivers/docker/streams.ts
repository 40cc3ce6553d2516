/** Which of a process's two outputs a piece of a multiplexed stream belongs to. */
export type OutputName = 'stdout' | 'stderr';

const HEADER_SIZE = 8;

/**
 * Takes apart what the engine sends for a process without a TTY: frames of an 8 byte header (stream, three zero
 * bytes, size) and content, cut anywhere by the transport. Nothing is kept but an unfinished header.
 */
export function createDemultiplexer(
  onOutput: (name: OutputName, bytes: Buffer) => void,
): (chunk: Buffer) => void {
  let header: Buffer = Buffer.alloc(0);
  let name: OutputName = 'stdout';
  let left = 0;
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      if (left === 0) {
        const taken = HEADER_SIZE - header.length;
        header = Buffer.concat([header, rest.subarray(0, taken)]);
        rest = rest.subarray(taken);
        if (header.length < HEADER_SIZE) return;
        name = header[0] === 2 ? 'stderr' : 'stdout';
        left = header.readUInt32BE(4);
        header = Buffer.alloc(0);
        continue;
      }
      const content = rest.subarray(0, left);
      rest = rest.subarray(content.length);
      left -= content.length;
      onOutput(name, content);
    }
  };
}

/**
 * Cuts a stream at a separator byte; what comes after the last one waits for the next chunk. Of a part that is longer
 * than `longest` bytes the rest is dropped.
 */
export function createSplitter(
  separator: number,
  onPart: (part: string) => void,
  longest = Number.POSITIVE_INFINITY,
): (chunk: Uint8Array) => void {
  let pending: Buffer[] = [];
  let length = 0;
  return (chunk) => {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let end = rest.indexOf(separator); end >= 0; end = rest.indexOf(separator)) {
      const part = Buffer.concat([...pending, rest.subarray(0, end)]);
      pending = [];
      length = 0;
      rest = rest.subarray(end + 1);
      onPart(part.toString('utf8'));
    }
    if (rest.length === 0 || length >= longest) return;
    length += rest.length;
    pending.push(Buffer.from(rest));
  };
}
