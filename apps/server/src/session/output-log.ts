/** A stretch of output. `position` is the byte offset of its first byte. */
export interface OutputSlice {
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** 2 MiB is some 25 000 full lines: more than the scrollback that a terminal in the page keeps. */
export const OUTPUT_LOG_BYTES = 2 * 1024 * 1024;

const FIRST_ALLOCATION = 16 * 1024;

/**
 * The last `capacity` bytes of a terminal's output, addressed by their offset since the beginning.
 * Memory grows with the output up to the capacity, because most terminals print little.
 */
export class OutputLog {
  readonly #capacity: number;
  #ring: Uint8Array;
  #start: number;
  #end: number;

  /** `position` is what the first byte appended gets. */
  constructor({ capacity = OUTPUT_LOG_BYTES, position = 0 } = {}) {
    this.#capacity = capacity;
    this.#ring = new Uint8Array(Math.min(capacity, FIRST_ALLOCATION));
    this.#start = position;
    this.#end = position;
  }

  /** Position of the oldest byte still held. */
  get start(): number {
    return this.#start;
  }

  /** Position of the next byte to come. */
  get end(): number {
    return this.#end;
  }

  append(bytes: Uint8Array): void {
    const kept = bytes.subarray(Math.max(0, bytes.length - this.#capacity));
    if (kept.length < bytes.length) {
      // Nothing that was held before survives this: begin anew where the kept tail begins.
      this.#end += bytes.length - kept.length;
      this.#start = this.#end;
    }
    this.#grow(this.#end - this.#start + kept.length);
    const at = this.#end % this.#ring.length;
    const first = Math.min(kept.length, this.#ring.length - at);
    this.#ring.set(kept.subarray(0, first), at);
    this.#ring.set(kept.subarray(first), 0);
    this.#end += kept.length;
    this.#start = Math.max(this.#start, this.#end - this.#ring.length);
  }

  /**
   * Up to `limit` bytes from `position` on; empty at the end. A position that has fallen out of the log
   * jumps to the oldest byte held. The bytes share the log's memory: use them before the next append.
   */
  read(position: number, limit: number): OutputSlice {
    const from = Math.min(Math.max(position, this.#start), this.#end);
    const at = from % this.#ring.length;
    const length = Math.min(limit, this.#end - from, this.#ring.length - at);
    return { position: from, bytes: this.#ring.subarray(at, at + length) };
  }

  #grow(needed: number): void {
    if (needed <= this.#ring.length || this.#ring.length === this.#capacity) return;
    let size = this.#ring.length;
    while (size < needed && size < this.#capacity) size = Math.min(size * 2, this.#capacity);
    const larger = new Uint8Array(size);
    for (let position = this.#start; position < this.#end; ) {
      const { bytes } = this.read(position, this.#end - position);
      const at = position % size;
      const part = bytes.subarray(0, size - at);
      larger.set(part, at);
      position += part.length;
    }
    this.#ring = larger;
  }
}
