/** Learners who come together come within so long. */
const ARRIVAL_WINDOW_MS = 30_000;
/** A class that came unannounced is mostly there by the time that more would be ready. */
const MOST_UNASKED = 10;

export interface Expectation {
  readonly learners: number;
  /** Milliseconds since the epoch; whoever has not come by then is expected no more. */
  readonly until: number;
}

/** How many sandboxes should wait for learners: a fixed number, those who are expected, or as many as came just now. */
export class Demand {
  readonly #size: number;
  #expected: Expectation = { learners: 0, until: 0 };
  #arrivals: number[] = [];

  /** `size`: how many wait when nobody is expected and nobody comes; with 0 only those who are expected count. */
  constructor(size: number) {
    this.#size = size;
  }

  expect(expectation: Expectation): void {
    this.#expected = expectation;
  }

  /** A learner has come, with a sandbox of the pool or without. */
  arrived(now: number): void {
    const { learners, until } = this.#expected;
    this.#expected = { learners: Math.max(0, learners - 1), until };
    this.#arrivals = [...this.#recent(now), now];
  }

  target(now: number): number {
    const expected = now < this.#expected.until ? this.#expected.learners : 0;
    const recent = this.#size === 0 ? 0 : Math.min(MOST_UNASKED, this.#recent(now).length);
    return Math.max(this.#size, expected, recent);
  }

  #recent(now: number): number[] {
    return this.#arrivals.filter((at) => now - at < ARRIVAL_WINDOW_MS);
  }
}
