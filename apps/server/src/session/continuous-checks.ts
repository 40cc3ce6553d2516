import type { Lab } from '@drydock/lab-format/schema';
import type { Release, Sandbox } from '@drydock/sandbox';

/** Without a further change, until checks look: a build or a saved file is several changes. */
const QUIET_MS = 300;
/** Between the end of a round and the beginning of the next. */
const REST_MS = 2000;
/** A script may start containers or write files; what is told for so long after it may be its own doing. */
const ECHO_MS = 1500;
/** Each round that only an echo has caused makes the next one wait longer: a script that changes things runs seldom. */
const ECHO_FACTOR = 5;
const LONGEST_REST_MS = 60_000;

export interface ContinuousChecksOptions {
  readonly lab: () => Pick<Lab, 'steps' | 'checks'>;
  /** Somebody is there to see it, and the sandbox answers. */
  readonly mayRun: () => boolean;
  /** Never rejects. */
  readonly run: (name: string) => Promise<void>;
}

/** Runs the lab's continuous checks when the engine or the files have changed: one after the other, at their leisure. */
export class ContinuousChecks {
  readonly #options: ContinuousChecksOptions;
  #sandbox: Sandbox | undefined;
  #releaseEngine: Release | undefined;
  #timer: NodeJS.Timeout | undefined;
  #due: 'no' | 'echo' | 'yes' = 'no';
  #isRunning = false;
  #endedAt = 0;
  #echoUntil = 0;
  #echoes = 0;

  constructor(options: ContinuousChecksOptions) {
    this.#options = options;
  }

  /** Follows this sandbox until it is released. Its engine is watched only when the lab has continuous checks. */
  attach(sandbox: Sandbox): Release {
    this.#sandbox = sandbox;
    this.refresh();
    return () => {
      if (this.#sandbox !== sandbox) return;
      this.#sandbox = undefined;
      this.#stop();
    };
  }

  /** The lab may be another. */
  refresh(): void {
    if (this.#names().length === 0) {
      this.#stop();
      return;
    }
    this.#releaseEngine ??= this.#sandbox?.watchEngine(() => this.stir());
    this.stir();
  }

  /** Something has changed. */
  stir(): void {
    const isEcho = Date.now() < this.#echoUntil;
    if (isEcho && this.#due === 'no') this.#due = 'echo';
    if (!isEcho && this.#due !== 'yes') {
      this.#due = 'yes';
      this.#echoes = 0;
      this.#clearTimer();
    }
    this.#schedule();
  }

  /** Somebody has come, or the sandbox answers again: what was put off is made up for. */
  wake(): void {
    if (this.#due !== 'no') this.#schedule();
  }

  #schedule(): void {
    if (this.#timer || this.#isRunning || !this.#sandbox || this.#names().length === 0) return;
    const rest = Math.min(REST_MS * ECHO_FACTOR ** this.#echoes, LONGEST_REST_MS);
    const wait = Math.max(QUIET_MS, this.#endedAt + rest - Date.now());
    this.#timer = setTimeout(() => void this.#round(), wait);
  }

  async #round(): Promise<void> {
    this.#timer = undefined;
    if (!this.#options.mayRun()) return;
    if (this.#due === 'echo') this.#echoes += 1;
    this.#due = 'no';
    this.#isRunning = true;
    const names = this.#names();
    const { checks } = this.#options.lab();
    const hasScript = names.some((name) => checks.get(name)?.type === 'script');
    this.#echoUntil = hasScript ? Number.POSITIVE_INFINITY : 0;
    for (const name of names) {
      if (!this.#sandbox || !this.#options.mayRun()) {
        this.#due = 'yes';
        break;
      }
      await this.#options.run(name);
    }
    this.#isRunning = false;
    this.#endedAt = Date.now();
    this.#echoUntil = hasScript ? this.#endedAt + ECHO_MS : 0;
    if (this.#due !== 'no') this.#schedule();
  }

  #names(): readonly string[] {
    const { steps, checks } = this.#options.lab();
    const blocks = steps.flatMap((step) => step.blocks);
    const names = blocks.flatMap((block) =>
      block.type === 'check' && block.continuous && checks.has(block.name) ? [block.name] : [],
    );
    return [...new Set(names)];
  }

  #clearTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #stop(): void {
    this.#clearTimer();
    this.#releaseEngine?.();
    this.#releaseEngine = undefined;
  }
}
