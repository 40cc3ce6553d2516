/** How far one reader is. Positions are byte offsets. */
interface Reader {
  acknowledged: number;
  /** Milliseconds, when `acknowledged` last moved or the reader was up to date. */
  progressedAt: number;
  /** It has stalled while others went on: nobody waits for it until it is near the end again. */
  catchingUp: boolean;
}

export interface FlowControlOptions {
  /** Bytes that a reader may be behind before the engine is paused. */
  readonly window: number;
  /** Milliseconds without progress after which a reader no longer holds up the others. */
  readonly stallLimit: number;
  /** Position of the next output. */
  readonly position: number;
}

/**
 * Decides whether output must wait for its readers. Knows positions and times, moves no bytes.
 * Paused while the slowest reader that is waited for has more than `window` unacknowledged; running again at half of it.
 * Without readers it never pauses: the output goes to the log.
 */
export class FlowControl<Id> {
  readonly #options: FlowControlOptions;
  readonly #readers = new Map<Id, Reader>();
  #end: number;
  #paused = false;

  constructor(options: FlowControlOptions) {
    this.#options = options;
    this.#end = options.position;
  }

  get paused(): boolean {
    return this.#paused;
  }

  isCatchingUp(id: Id): boolean {
    return this.#readers.get(id)?.catchingUp ?? false;
  }

  join(id: Id, position: number, now: number): void {
    const acknowledged = Math.min(position, this.#end);
    this.#readers.set(id, { acknowledged, progressedAt: now, catchingUp: false });
    this.#decide();
  }

  leave(id: Id): void {
    this.#readers.delete(id);
    this.#decide();
  }

  produced(bytes: number, now: number): void {
    for (const reader of this.#readers.values()) {
      if (reader.acknowledged === this.#end) reader.progressedAt = now;
    }
    this.#end += bytes;
    this.#decide();
  }

  /** Positions that go backwards or past the end are taken as far as they make sense. */
  acknowledge(id: Id, position: number, now: number): void {
    const reader = this.#readers.get(id);
    if (!reader) return;
    const acknowledged = Math.min(position, this.#end);
    if (acknowledged <= reader.acknowledged) return;
    reader.acknowledged = acknowledged;
    reader.progressedAt = now;
    const isNear = this.#end - acknowledged <= this.#options.window / 2;
    // A reader that is alone again must be waited for, or a flood would outrun it for ever.
    if (reader.catchingUp && (isNear || this.#waitedFor().length === 0)) reader.catchingUp = false;
    this.#decide();
  }

  /** Stops waiting for readers that have stalled while another is further. To be called now and then while paused. */
  expire(now: number): void {
    const furthest = Math.max(...this.#waitedFor().map((reader) => reader.acknowledged));
    for (const reader of this.#waitedFor()) {
      const hasStalled = now - reader.progressedAt >= this.#options.stallLimit;
      if (hasStalled && reader.acknowledged < Math.min(furthest, this.#end)) {
        reader.catchingUp = true;
      }
    }
    this.#decide();
  }

  #waitedFor(): Reader[] {
    return [...this.#readers.values()].filter((reader) => !reader.catchingUp);
  }

  #decide(): void {
    const behind = this.#waitedFor().map((reader) => this.#end - reader.acknowledged);
    const furthestBehind = Math.max(0, ...behind);
    const limit = this.#paused ? this.#options.window / 2 : this.#options.window;
    this.#paused = furthestBehind > limit;
  }
}
