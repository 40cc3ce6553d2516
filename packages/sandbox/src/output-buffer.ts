const DEFAULT_MAX_OUTPUT = 1024 * 1024;

/** Keeps the first `limit` bytes of a stream; the rest is taken and dropped, so that the command is never held up. */
export function createOutputBuffer(limit = DEFAULT_MAX_OUTPUT): {
  push(chunk: Uint8Array): void;
  bytes(): Buffer;
} {
  const kept: Uint8Array[] = [];
  let room = limit;
  return {
    push(chunk) {
      if (room === 0) return;
      const part = chunk.subarray(0, room);
      kept.push(part);
      room -= part.length;
    },
    bytes: () => Buffer.concat(kept),
  };
}
