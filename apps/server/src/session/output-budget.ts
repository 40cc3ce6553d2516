/** Some 50 000 full lines a second: more than anyone reads, little enough for a box full of learners. */
const BYTES_PER_SECOND = 4 * 1024 * 1024;
/** A long log or a file that is printed whole comes at full speed. */
const BURST_BYTES = 8 * 1024 * 1024;
/** Output that was held flows again once it may for at least so long: it must not stop after each piece. */
const LEAST_FLOW_MS = 50;

/**
 * What the terminals of one session may print together: as much as they like for a while, then a steady rate.
 * One that prints without end must not take the server from the others.
 */
export class OutputBudget {
  readonly #rate: number;
  readonly #burst: number;
  #left: number;
  #at = 0;

  constructor({ rate = BYTES_PER_SECOND, burst = BURST_BYTES } = {}) {
    this.#rate = rate;
    this.#burst = burst;
    this.#left = burst;
  }

  /** Milliseconds that the output must wait after these bytes; 0 when it may go on. */
  spend(bytes: number, now: number): number {
    const earned = (Math.max(0, now - this.#at) * this.#rate) / 1000;
    this.#left = Math.min(this.#burst, this.#left + earned) - bytes;
    this.#at = now;
    if (this.#left >= 0) return 0;
    return Math.ceil((-this.#left / this.#rate) * 1000) + LEAST_FLOW_MS;
  }
}
