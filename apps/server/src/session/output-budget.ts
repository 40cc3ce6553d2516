/** Some 50 000 full lines a second: more than anyone reads, little enough for a box full of learners. */
const BYTES_PER_SECOND = 4 * 1024 * 1024;
/** A long log or a file that is printed whole comes at full speed. */
const BURST_BYTES = 8 * 1024 * 1024;
/** Output that was held flows again once it may for at least so long: it must not stop after each piece. */
const LEAST_FLOW_MS = 50;
/** More than there is between a program and the server: pipes and sockets, each full of what was printed. */
const ON_THE_WAY_BYTES = 2 * 1024 * 1024;

/**
 * What the terminals of one session may print together: as much as they like for a while, then a steady rate.
 * One that prints without end must not take the server from the others.
 */
export class OutputBudget {
  readonly #rate: number;
  readonly #burst: number;
  #left: number;
  #at = 0;
  /** Lent, and paid back by half of what is earned next: where more was on its way, it must not stand still. */
  #debt = 0;

  constructor({ rate = BYTES_PER_SECOND, burst = BURST_BYTES } = {}) {
    this.#rate = rate;
    this.#burst = burst;
    this.#left = burst;
  }

  /** Milliseconds that the output must wait after these bytes; 0 when it may go on. */
  spend(bytes: number, now: number): number {
    this.#earn(now);
    this.#left -= bytes;
    if (this.#left >= 0) return 0;
    const rate = this.#debt > 0 ? this.#rate / 2 : this.#rate;
    return Math.ceil((-this.#left / rate) * 1000) + LEAST_FLOW_MS;
  }

  /**
   * A program was interrupted: what it had printed before may come at once, because what it says to that, and the
   * prompt, come after it. False while most of what was lent before is owed, and nothing changes.
   */
  lend(now: number): boolean {
    this.#earn(now);
    if (this.#debt > ON_THE_WAY_BYTES / 2) return false;
    const lent = Math.max(0, ON_THE_WAY_BYTES - this.#left);
    this.#debt += lent;
    this.#left += lent;
    return true;
  }

  #earn(now: number): void {
    const earned = (Math.max(0, now - this.#at) * this.#rate) / 1000;
    const paid = Math.min(this.#debt, earned / 2);
    this.#debt -= paid;
    this.#left = Math.min(this.#burst, this.#left + earned - paid);
    this.#at = now;
  }
}
