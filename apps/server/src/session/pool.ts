import type { HubLogin } from '@drydock/protocol';
import type { Release, SandboxDriver } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import { Demand, type Expectation } from './demand.ts';
import { type PooledSandbox, startPooled } from './pooled-sandbox.ts';
import type { StartGate } from './start-gate.ts';
import { withinLimit } from './time-limit.ts';

const DISCARD_LIMIT_MS = 60_000;

/** Whoever has just come needs the box for their page first; the next one is not there in the same second. */
const REFILL_AFTER_MS = 1000;
/** After a failure the pool pauses, twice as long after each further one. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A failure so long after the last one is the first of a new row. */
const ROW_ENDS_MS = 2 * LONGEST_PAUSE_MS;

/** The hub's side of a session: an account that lives as long as it. */
export interface HubAccounts {
  open(): HubLogin;
  close(username: string): void;
}

export interface PoolOptions {
  readonly driver: SandboxDriver;
  /** Null where no hub runs. */
  readonly hub: HubAccounts | null;
  readonly gate: StartGate;
  /** Sandboxes that wait when nobody is expected. */
  readonly size: number;
  readonly newId: () => string;
  /** Sandboxes that the box can have beside those of the sessions. */
  readonly room: () => number;
  /** Gets the first error of a row, not each. */
  readonly report: (error: unknown, what: string) => void;
}

export interface PoolCounts {
  /** How many should wait now. */
  readonly target: number;
  readonly ready: number;
  readonly starting: number;
}

/** Sandboxes started ahead. Each is given to one learner and never comes back; it is refilled in the background. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #demand: Demand;
  readonly #closing = new AbortController();
  readonly #discards = new Set<Promise<void>>();
  readonly #ready = new Map<PooledSandbox, Release>();
  #starting: Promise<void> | undefined;
  #failures = { count: 0, last: 0 };
  #pause: NodeJS.Timeout | undefined;
  #refill: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#demand = new Demand(options.size);
  }

  counts(): PoolCounts {
    return {
      target: this.#target(),
      ready: this.#ready.size,
      starting: this.#starting === undefined ? 0 : 1,
    };
  }

  /** A workshop is about to begin. */
  expect(expectation: Expectation): void {
    this.#demand.expect(expectation);
    this.adjust();
  }

  /** For a learner who has just come: a sandbox that nobody had before, if one is ready. It is the caller's then. */
  take(): PooledSandbox | undefined {
    this.#demand.arrived(Date.now());
    const [pooled] = this.#ready.keys();
    if (pooled) this.#release(pooled);
    this.#refill ??= setTimeout(() => {
      this.#refill = undefined;
      this.adjust();
    }, REFILL_AFTER_MS).unref();
    return pooled;
  }

  /** Starts what is missing and removes what is too much. To be called when the room may have changed, and now and then. */
  adjust(): void {
    if (this.#closing.signal.aborted) return;
    const excess = Math.max(0, this.#ready.size - this.#target());
    for (const pooled of [...this.#ready.keys()].slice(0, excess)) this.#discard(pooled);
    if (this.#starting || this.#pause || !this.#isMissing()) return;
    this.#starting = this.#startOne().finally(() => {
      this.#starting = undefined;
      this.adjust();
    });
  }

  /** Ends all of it; nothing of it is left. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The pool was closed.'));
    clearTimeout(this.#pause);
    clearTimeout(this.#refill);
    await this.#starting;
    for (const pooled of [...this.#ready.keys()]) this.#discard(pooled);
    await Promise.all(this.#discards);
  }

  #target(): number {
    return Math.max(0, Math.min(this.#demand.target(Date.now()), this.#options.room()));
  }

  #isMissing(): boolean {
    return this.#ready.size < this.#target();
  }

  async #startOne(): Promise<void> {
    const { driver, hub, gate, newId } = this.#options;
    const { signal } = this.#closing;
    let login: HubLogin | null = null;
    let leave: Release | undefined;
    try {
      leave = await gate.enter({ priority: 'background', signal });
      // Waiting at the gate takes as long as a whole class needs to come.
      if (!this.#isMissing()) return;
      login = hub?.open() ?? null;
      const pooled = await startPooled({ driver, id: newId(), hub: login, signal });
      const release = pooled.onLoss((why) => this.#lose(pooled, why));
      this.#ready.set(pooled, release);
    } catch (error) {
      if (login) hub?.close(login.username);
      if (!signal.aborted) this.#fail(error);
    } finally {
      leave?.();
    }
  }

  #lose(pooled: PooledSandbox, why: string): void {
    this.#discard(pooled);
    this.#fail(new Failure('SANDBOX_GONE', { detail: why }));
    this.adjust();
  }

  #fail(error: unknown): void {
    const now = Date.now();
    const count = now - this.#failures.last < ROW_ENDS_MS ? this.#failures.count + 1 : 1;
    this.#failures = { count, last: now };
    if (count === 1) this.#options.report(error, 'a start for the pool');
    clearTimeout(this.#pause);
    this.#pause = setTimeout(
      () => {
        this.#pause = undefined;
        this.adjust();
      },
      Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS),
    );
    this.#pause.unref();
  }

  /** It is the pool's no more. */
  #release(pooled: PooledSandbox): void {
    this.#ready.get(pooled)?.();
    this.#ready.delete(pooled);
  }

  /** Nobody had it, and nobody gets it: its workspace goes, too. */
  #discard(pooled: PooledSandbox): void {
    this.#release(pooled);
    if (pooled.hub) this.#options.hub?.close(pooled.hub.username);
    const removal = withinLimit(
      pooled.sandbox.destroy({ workspace: 'remove' }),
      DISCARD_LIMIT_MS,
    ).catch((error) => this.#options.report(error, 'a removal from the pool'));
    this.#discards.add(removal);
    void removal.finally(() => this.#discards.delete(removal));
  }
}
