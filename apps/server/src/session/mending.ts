import type { Notice } from '@drydock/protocol';

/** A sandbox that ends more often than this will end again: the learner decides then. */
const MENDS = 3;
const WINDOW_MS = 5 * 60_000;

type Mended = Extract<Notice, { type: 'sandbox-ended' }>;

/** Decides whether a sandbox that ended by itself is started again by itself. */
export class Mending {
  #mends: { readonly at: number; readonly notice: Mended }[] = [];

  /** What the learner is told when it is; undefined when it has ended too often. `detail` is why it ended. */
  mayMend(detail: string, now: number): Mended | undefined {
    this.#mends = this.#mends.filter(({ at }) => now - at < WINDOW_MS);
    if (this.#mends.length >= MENDS) return undefined;
    const notice: Mended = { type: 'sandbox-ended', detail };
    this.#mends.push({ at: now, notice });
    return notice;
  }

  /** The learner has asked for a fresh one: what was before counts no more. */
  forget(): void {
    this.#mends = [];
  }

  /** The last one, while it is news. */
  last(now: number): Mended | undefined {
    return this.#mends.findLast(({ at }) => now - at < WINDOW_MS)?.notice;
  }
}
