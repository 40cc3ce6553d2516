/** Work that must be done one after the other. A failure is the work's own business and never stops the lane. */
export class Lane {
  readonly #capacity: number;
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** False when too much waits already: the work is not taken. */
  add(work: () => Promise<void>): boolean {
    if (this.#waiting >= this.#capacity) return false;
    this.#waiting += 1;
    this.#tail = this.#tail.then(work).finally(() => {
      this.#waiting -= 1;
    });
    return true;
  }
}
