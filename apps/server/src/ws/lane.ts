/** What may wait. The one that goes over `bytes` is still taken, so that no size is refused by itself. */
export interface LaneCapacity {
  readonly count: number;
  readonly bytes: number;
}

/** Work that must be done one after the other. A failure is the work's own business and never stops the lane. */
export class Lane {
  readonly #capacity: LaneCapacity;
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #waitingBytes = 0;

  constructor(capacity: LaneCapacity) {
    this.#capacity = capacity;
  }

  /** `bytes`: what the work holds until it is done. False when too much waits already: the work is not taken. */
  add(work: () => Promise<void>, bytes = 0): boolean {
    const isFull =
      this.#waiting >= this.#capacity.count || this.#waitingBytes >= this.#capacity.bytes;
    if (isFull) return false;
    this.#waiting += 1;
    this.#waitingBytes += bytes;
    this.#tail = this.#tail.then(work).finally(() => {
      this.#waiting -= 1;
      this.#waitingBytes -= bytes;
    });
    return true;
  }
}
