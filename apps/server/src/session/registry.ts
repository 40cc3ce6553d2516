import type { Lab } from '@drydock/lab-format/schema';
import type { HubLogin, LabPreview } from '@drydock/protocol';
import type { SandboxDriver } from '@drydock/sandbox';
import { customAlphabet } from 'nanoid';
import { Failure } from '../failure.ts';
import type { Expectation } from './demand.ts';
import type { HubRegistry } from './hub-registry.ts';
import { type HubAccounts, Pool, type PoolCounts } from './pool.ts';
import type { HubEvents } from './pushes.ts';
import { Session } from './session.ts';
import type { TimeRules } from './session-clock.ts';
import { StartGate } from './start-gate.ts';

/** Lowercase letters and digits only: an id is part of a host name in preview addresses. */
const newSessionId = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 20);

export interface RegistryOptions {
  readonly driver: SandboxDriver;
  /** Null where no hub runs. */
  readonly hub: HubAccounts | null;
  /** What that hub has; null where the server cannot ask it. */
  readonly hubRegistry?: HubRegistry | null;
  /** What it tells of its own accord; null where nobody listens. */
  readonly hubEvents?: HubEvents | null;
  /** Sandboxes at once; a session whose sandbox was stopped takes no room. */
  readonly maxSessions: number;
  /** Milliseconds without a page after which a sandbox is stopped. Its workspace stays. */
  readonly idleLimit: number;
  /** How long a learner's sandbox may run; null where that is not limited. */
  readonly time?: TimeRules | null;
  /** Sandboxes that wait for a learner when nobody is expected. */
  readonly poolSize: number;
  /** Sandboxes of learners that start at once. */
  readonly startsAtOnce: number;
  readonly previewUrl: (session: string, port: number) => string;
  /** How the lab stands, where its author previews it. */
  readonly preview?: () => LabPreview | undefined;
  /** `session` is undefined where the error is of the pool. */
  readonly report: (error: unknown, what: string, session?: string) => void;
}

/** All sessions of this server. */
export class SessionRegistry {
  readonly #options: RegistryOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #gate: StartGate;
  readonly #pool: Pool;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#gate = new StartGate({ width: options.startsAtOnce });
    this.#pool = new Pool({
      ...{ driver: options.driver, hub: options.hub, gate: this.#gate, newId: newSessionId },
      size: options.poolSize,
      room: () => options.maxSessions - this.#held(),
      report: (error, what) => options.report(error, what),
    });
  }

  get pool(): PoolCounts {
    return this.#pool.counts();
  }

  /** Begins to fill the pool, for as many learners as are about to come; for none it has its usual size. */
  expect(expectation: Expectation): void {
    this.#pool.expect(expectation);
  }

  /** The learner's session of this lab, with a sandbox on its way if it has none; else a new one. SESSION_LIMIT. */
  start(learner: string, lab: Lab): Session {
    const existing = this.list(learner).find((session) => session.lab.slug === lab.slug);
    if (existing) {
      const isDown = existing.status.status === 'gone' || existing.status.status === 'failed';
      if (isDown) existing.start();
      return existing;
    }
    this.#admit();
    // Those of the pool have the usual limits.
    const isUsual = Object.keys(lab.sandbox).length === 0;
    const pooled = isUsual ? this.#pool.take() : undefined;
    const id = pooled?.id ?? newSessionId();
    const hub = pooled ? pooled.hub : (this.#options.hub?.open() ?? null);
    const session = this.#create({ learner, lab, id, hub });
    if (pooled) session.startWith(pooled);
    else session.start();
    this.#sessions.set(session.id, session);
    return session;
  }

  /** SESSION_NOT_FOUND, also for another learner's. */
  get(learner: string, id: string): Session {
    const session = this.#sessions.get(id);
    if (!session || session.learner !== learner) throw new Failure('SESSION_NOT_FOUND');
    return session;
  }

  /** Whoever's it is: a preview's address is only known to who was given it. */
  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  list(learner: string): Session[] {
    return [...this.#sessions.values()].filter((session) => session.learner === learner);
  }

  /** The author has saved the one lab that there is: every session goes on with it. */
  takeLab(lab: Lab | null): void {
    for (const session of this.#sessions.values()) session.takeLab(lab);
  }

  /** Ends it and removes its workspace. SESSION_NOT_FOUND. */
  async end(learner: string, id: string): Promise<void> {
    const session = this.get(learner, id);
    this.#forget(session);
    await session.end({ workspace: 'remove' });
    this.#pool.adjust();
  }

  /** Stops the sandboxes that nobody has watched for too long, and fits the pool to what is needed now. To be called now and then. */
  async stopIdle(now: number): Promise<void> {
    const idle = [...this.#sessions.values()].filter(
      (session) => holdsSandbox(session) && session.idleFor(now) >= this.#options.idleLimit,
    );
    await Promise.all(
      idle.map((session) =>
        session
          .stop('SANDBOX_GONE', 'nobody had the lab open for a long time')
          .catch((error) => this.#options.report(error, 'idle stop', session.id)),
      ),
    );
    this.#pool.adjust();
  }

  /** Ends every session and keeps the workspaces; ends the pool and keeps nothing: the server is going down. */
  async close(): Promise<void> {
    const poolClosed = this.#pool.close();
    const all = [...this.#sessions.values()];
    for (const session of all) this.#forget(session);
    await Promise.all(
      all.map((session) =>
        session
          .end({ workspace: 'keep' })
          .catch((error) => this.#options.report(error, 'session end', session.id)),
      ),
    );
    await poolClosed;
  }

  #create(who: { learner: string; lab: Lab; id: string; hub: HubLogin | null }): Session {
    const { driver, preview, previewUrl, report } = this.#options;
    const { hubRegistry = null, hubEvents = null, time = null } = this.#options;
    return new Session({
      ...who,
      ...{ registry: hubRegistry, events: hubEvents },
      ...{ driver, gate: this.#gate, time },
      ...(preview && { preview }),
      previewUrl: (port) => previewUrl(who.id, port),
      admit: () => this.#admit(),
      report: (error, what) => report(error, what, who.id),
    });
  }

  #admit(): void {
    if (this.#held() >= this.#options.maxSessions) throw new Failure('SESSION_LIMIT');
  }

  #held(): number {
    return [...this.#sessions.values()].filter(holdsSandbox).length;
  }

  #forget(session: Session): void {
    this.#sessions.delete(session.id);
    const hub = session.snapshot().hub;
    if (hub) this.#options.hub?.close(hub.username);
  }
}

function holdsSandbox(session: Session): boolean {
  const { status } = session.status;
  return status === 'starting' || status === 'ready' || status === 'paused';
}
