import type { Lab } from '@drydock/lab-format/schema';
import type { HubLogin } from '@drydock/protocol';
import type { SandboxDriver } from '@drydock/sandbox';
import { customAlphabet } from 'nanoid';
import { Failure } from '../failure.ts';
import { Session } from './session.ts';

/** Lowercase letters and digits only: an id is part of a host name in preview addresses. */
const newSessionId = customAlphabet('0123456789abcdefghijklmnopqrstuvwxyz', 20);

/** The hub's side of a session: an account that lives as long as it. */
export interface HubAccounts {
  open(): HubLogin;
  close(username: string): void;
}

export interface RegistryOptions {
  readonly driver: SandboxDriver;
  /** Null where no hub runs. */
  readonly hub: HubAccounts | null;
  /** Sandboxes at once; a session whose sandbox was stopped takes no room. */
  readonly maxSessions: number;
  /** Milliseconds without a page after which a sandbox is stopped. Its workspace stays. */
  readonly idleLimit: number;
  readonly previewUrl: (session: string, port: number) => string;
  readonly report: (error: unknown, what: string, session: string) => void;
}

/** All sessions of this server. */
export class SessionRegistry {
  readonly #options: RegistryOptions;
  readonly #sessions = new Map<string, Session>();

  constructor(options: RegistryOptions) {
    this.#options = options;
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
    const session = this.#create(learner, lab);
    session.start();
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

  /** Ends it and removes its workspace. SESSION_NOT_FOUND. */
  async end(learner: string, id: string): Promise<void> {
    const session = this.get(learner, id);
    this.#forget(session);
    await session.end({ workspace: 'remove' });
  }

  /** Stops the sandboxes that nobody has watched for too long. To be called now and then. */
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
  }

  /** Ends every session and keeps the workspaces: the server is going down. */
  async close(): Promise<void> {
    const all = [...this.#sessions.values()];
    for (const session of all) this.#forget(session);
    await Promise.all(
      all.map((session) =>
        session
          .end({ workspace: 'keep' })
          .catch((error) => this.#options.report(error, 'session end', session.id)),
      ),
    );
  }

  #create(learner: string, lab: Lab): Session {
    const id = newSessionId();
    return new Session({
      id,
      learner,
      lab,
      hub: this.#options.hub?.open() ?? null,
      driver: this.#options.driver,
      previewUrl: (port) => this.#options.previewUrl(id, port),
      admit: () => this.#admit(),
      report: (error, what) => this.#options.report(error, what, id),
    });
  }

  #admit(): void {
    const held = [...this.#sessions.values()].filter(holdsSandbox).length;
    if (held >= this.#options.maxSessions) throw new Failure('SESSION_LIMIT');
  }

  #forget(session: Session): void {
    this.#sessions.delete(session.id);
    const hub = session.snapshot().hub;
    if (hub) this.#options.hub?.close(hub.username);
  }
}

function holdsSandbox(session: Session): boolean {
  return session.status.status === 'starting' || session.status.status === 'ready';
}
