import type { Release } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import type { HubRegistry, TagName } from './hub-registry.ts';
import type { ViewHost, ViewSource } from './views.ts';

/** A push is several things at once, and several pushes come together. */
const QUIET_MS = 200;
/** Between looks, whatever happens. */
const REST_MS = 500;
/** Until the next look after the hub did not answer. */
const RETRY_MS = 10_000;

interface Hub {
  readonly account: string;
  readonly registry: HubRegistry;
}

/** What one learner sees of the class hub, and may do to what is theirs. */
export class HubShelf {
  readonly #hub: Hub | null;
  readonly #looks = new Set<HubLook>();

  /** Without an account or a registry no hub runs. */
  constructor(account: string | undefined, registry: HubRegistry | null) {
    this.#hub = account !== undefined && registry ? { account, registry } : null;
  }

  view(): ViewSource<'hub'> {
    return {
      start: (host) => {
        const hub = this.#hub;
        if (!hub) {
          host.emit({ account: null, repositories: [] });
          return () => undefined;
        }
        const look = new HubLook(hub, host);
        this.#looks.add(look);
        look.stir(0);
        return () => {
          this.#looks.delete(look);
          look.release();
        };
      },
    };
  }

  /** Something of this account has changed at the hub. */
  refresh(): void {
    for (const look of this.#looks) look.stir(QUIET_MS);
  }

  /** HUB_UNAVAILABLE, HUB_NOT_OWN, HUB_TAG_NOT_FOUND. Whoever watches sees it without the tag. */
  async deleteTag(name: TagName): Promise<void> {
    if (!this.#hub) throw new Failure('HUB_UNAVAILABLE');
    const { account, registry } = this.#hub;
    try {
      await registry.deleteTag(account, name);
    } finally {
      this.refresh();
    }
  }
}

class HubLook {
  readonly #hub: Hub;
  readonly #host: ViewHost<'hub'>;
  #timer: NodeJS.Timeout | undefined;
  #isReading = false;
  #isDue = false;
  #isReleased = false;
  #endedAt = 0;

  constructor(hub: Hub, host: ViewHost<'hub'>) {
    this.#hub = hub;
    this.#host = host;
  }

  readonly release: Release = () => {
    this.#isReleased = true;
    clearTimeout(this.#timer);
  };

  stir(quiet: number): void {
    this.#isDue = true;
    if (this.#timer || this.#isReading || this.#isReleased) return;
    const rest = this.#endedAt + REST_MS - Date.now();
    this.#timer = setTimeout(() => void this.#read(), Math.max(quiet, rest));
  }

  async #read(): Promise<void> {
    this.#timer = undefined;
    this.#isDue = false;
    this.#isReading = true;
    const { account, registry } = this.#hub;
    try {
      const repositories = await registry.repositories(account);
      if (!this.#isReleased) this.#host.emit({ account, repositories });
      this.#rest(this.#isDue ? QUIET_MS : null);
    } catch (error) {
      if (!this.#isReleased) this.#host.fail(error);
      this.#rest(RETRY_MS);
    }
  }

  #rest(again: number | null): void {
    this.#isReading = false;
    this.#endedAt = Date.now();
    if (again !== null) this.stir(again);
  }
}
