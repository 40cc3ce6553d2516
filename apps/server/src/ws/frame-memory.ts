/** Of a full frame of output with its header. */
const FRAME_BYTES = 64 * 1024 + 64;
/** A window of one page is on its way in so many. */
const MOST_FREE = 8;

/**
 * Memory for frames that are on their way out, used again once they have left: a flood of output would leave megabytes
 * behind for the garbage collector, which takes its time.
 */
export class FrameMemory {
  readonly #free: ArrayBuffer[] = [];

  take(): ArrayBuffer {
    return this.#free.pop() ?? new ArrayBuffer(FRAME_BYTES);
  }

  /** Nobody reads it any more. */
  give(memory: ArrayBuffer): void {
    if (this.#free.length < MOST_FREE) this.#free.push(memory);
  }
}
