import type { ViewName } from '@drydock/protocol';
import type { Release, Sandbox } from '@drydock/sandbox';
import type { ViewHost, ViewSource, ViewState } from './views.ts';

/** Without a further change, until the engine is asked: what happens together is several changes. */
const QUIET_MS = 150;
/** Between the end of one answer and the next question, however much happens. */
const REST_MS = 1000;
/** Until it is asked again after a failure, if nothing changes before. */
const RETRY_MS = 10_000;

export interface EngineViewOptions<Name extends ViewName> {
  /** All of the view. May reject; no two run at once. */
  readonly read: (sandbox: Sandbox) => Promise<ViewState<Name>>;
  /** Tells that the view may be another, once soon after the call. Default: whenever the engine has changed. */
  readonly changes?: (sandbox: Sandbox, stir: () => void) => Release;
  /** Milliseconds until it is read again although nothing was told; undefined: it is not. */
  readonly againIn?: (state: ViewState<Name>) => number | undefined;
}

/** Views of what is in the session's sandbox: they follow it through pauses and from one sandbox to the next. */
export class EngineViews {
  readonly #mayRead: () => boolean;
  readonly #active = new Set<Look>();
  #sandbox: Sandbox | undefined;

  /** `mayRead`: the sandbox answers. */
  constructor(mayRead: () => boolean) {
    this.#mayRead = mayRead;
  }

  source<Name extends ViewName>(options: EngineViewOptions<Name>): ViewSource<Name> {
    return {
      start: (host) => {
        const look = new Look({ ...describe(options, host), mayRead: this.#mayRead });
        this.#active.add(look);
        if (this.#sandbox) look.attach(this.#sandbox);
        return () => {
          this.#active.delete(look);
          look.detach();
        };
      },
    };
  }

  /** Follows this sandbox until it is released. */
  attach(sandbox: Sandbox): Release {
    this.#sandbox = sandbox;
    for (const look of this.#active) look.attach(sandbox);
    return () => {
      if (this.#sandbox !== sandbox) return;
      this.#sandbox = undefined;
      for (const look of this.#active) look.detach();
    };
  }

  /** The sandbox answers again: what was put off is made up for. */
  wake(): void {
    for (const look of this.#active) look.wake();
  }
}

interface LookOptions {
  /** Milliseconds until the next, if it is to come by itself. `isWanted`: what was read is still of use. */
  readonly read: (sandbox: Sandbox, isWanted: () => boolean) => Promise<number | undefined>;
  readonly fail: (error: unknown) => void;
  readonly changes: (sandbox: Sandbox, stir: () => void) => Release;
  readonly mayRead: () => boolean;
}

/** One view that somebody watches. */
class Look {
  readonly #options: LookOptions;
  #sandbox: Sandbox | undefined;
  #release: Release | undefined;
  #timer: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #isDue = false;
  #isReading = false;
  #endedAt = 0;

  constructor(options: LookOptions) {
    this.#options = options;
  }

  attach(sandbox: Sandbox): void {
    this.detach();
    this.#sandbox = sandbox;
    this.#release = this.#options.changes(sandbox, () => this.#stir());
    this.#isDue = true;
    this.#schedule(0);
  }

  detach(): void {
    this.#release?.();
    this.#release = undefined;
    this.#sandbox = undefined;
    this.#isDue = false;
    clearTimeout(this.#again);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  wake(): void {
    if (this.#isDue) this.#schedule(0);
  }

  #stir(): void {
    this.#isDue = true;
    this.#schedule(QUIET_MS);
  }

  #schedule(quiet: number): void {
    if (this.#timer || this.#isReading || !this.#sandbox) return;
    const rest = this.#endedAt + REST_MS - Date.now();
    this.#timer = setTimeout(() => void this.#read(), Math.max(quiet, rest));
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    const sandbox = this.#sandbox;
    if (!sandbox || !this.#options.mayRead()) return;
    clearTimeout(this.#again);
    this.#isDue = false;
    this.#isReading = true;
    const isWanted = () => this.#sandbox === sandbox;
    let again: number | undefined;
    try {
      again = await this.#options.read(sandbox, isWanted);
    } catch (error) {
      // A sandbox that was paused or replaced meanwhile is read again when it answers.
      if (!this.#options.mayRead()) this.#isDue = true;
      else if (isWanted()) this.#options.fail(error);
      again = RETRY_MS;
    }
    this.#isReading = false;
    this.#endedAt = Date.now();
    if (this.#isDue) this.#schedule(QUIET_MS);
    if (isWanted() && again !== undefined) {
      this.#again = setTimeout(() => this.#stir(), again);
    }
  }
}

/** The part of a look that knows which view it is. */
function describe<Name extends ViewName>(
  { read, changes, againIn }: EngineViewOptions<Name>,
  host: ViewHost<Name>,
): Omit<LookOptions, 'mayRead'> {
  return {
    read: async (sandbox, isWanted) => {
      const state = await read(sandbox);
      if (isWanted()) host.emit(state);
      return againIn?.(state);
    },
    fail: (error) => host.fail(error),
    changes: changes ?? ((sandbox, stir) => sandbox.watchEngine(stir)),
  };
}
