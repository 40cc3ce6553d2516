import type { TimeLeft } from '@drydock/protocol';
import { Failure } from '../failure.ts';

/** All in milliseconds. */
export interface TimeRules {
  /** How long a sandbox may run. */
  readonly limit: number;
  /** What one extension adds. */
  readonly extension: number;
  /** How often it may be extended. */
  readonly extensions: number;
}

export interface SessionClockOptions {
  /** Null where nothing limits the time. */
  readonly rules: TimeRules | null;
  /** A period has begun, or was extended. */
  readonly onTime: (time: TimeLeft) => void;
  readonly onOver: () => void;
}

/**
 * The time that the sandbox of a session may run. It goes on through pauses, crashes and resets, so that nobody resets
 * for more of it; once it is over, the next sandbox has a time of its own.
 */
export class SessionClock {
  readonly #options: SessionClockOptions;
  #period: { end: number; extensions: number; timer: NodeJS.Timeout } | undefined;

  constructor(options: SessionClockOptions) {
    this.#options = options;
  }

  /** A sandbox is there: its time begins, unless it runs already. */
  begin(): void {
    const { rules } = this.#options;
    if (!rules || this.#period) return;
    this.#run(rules.limit, rules.extensions);
  }

  /** Undefined where nothing limits it, and while none runs. */
  left(): TimeLeft | undefined {
    const { rules } = this.#options;
    const period = this.#period;
    if (!rules || !period) return undefined;
    const left = Math.max(0, period.end - Date.now());
    return { left, extension: rules.extension, extensions: period.extensions };
  }

  /** EXTENSION_LIMIT, also where there is no time that runs. */
  extend(): void {
    const { rules } = this.#options;
    const period = this.#period;
    if (!rules || !period || period.extensions === 0) throw new Failure('EXTENSION_LIMIT');
    clearTimeout(period.timer);
    this.#run(period.end - Date.now() + rules.extension, period.extensions - 1);
  }

  /** Ends it without a word. */
  stop(): void {
    clearTimeout(this.#period?.timer);
    this.#period = undefined;
  }

  #run(left: number, extensions: number): void {
    const timer = setTimeout(() => {
      this.#period = undefined;
      this.#options.onOver();
    }, left);
    timer.unref();
    this.#period = { end: Date.now() + left, extensions, timer };
    const time = this.left();
    if (time) this.#options.onTime(time);
  }
}
