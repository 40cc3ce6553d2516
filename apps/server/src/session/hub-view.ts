import type { HubRepository, Push } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import type { HubRegistry, TagName } from './hub-registry.ts';
import type { HubEvents } from './pushes.ts';
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
  /** What it tells of its own accord; null where nobody listens. */
  readonly events: HubEvents | null;
}

/** What one learner sees of the class hub, and may do to what is theirs. */
export class HubShelf {
  readonly #hub: Hub | null;
  readonly #looks = new Set<HubLook>();

  /** Without an account or a registry no hub runs. */
  constructor(account: string | undefined, registry: HubRegistry | null, events: HubEvents | null) {
    this.#hub = account !== undefined && registry ? { account, registry, events } : null;
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
        const leave = hub.events?.watch(hub.account, () => look.stir(QUIET_MS));
        return () => {
          leave?.();
          this.#looks.delete(look);
          look.release();
        };
      },
    };
  }

  /** HUB_UNAVAILABLE, HUB_NOT_OWN, HUB_TAG_NOT_FOUND. Whoever watches sees it without the tag. */
  async deleteTag(name: TagName): Promise<void> {
    if (!this.#hub) throw new Failure('HUB_UNAVAILABLE');
    const { account, registry } = this.#hub;
    try {
      await registry.deleteTag(account, name);
    } finally {
      for (const look of this.#looks) look.stir(QUIET_MS);
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
    const { account, registry, events } = this.#hub;
    try {
      const listed = await registry.repositories(account);
      const repositories = withTimes(listed, events?.pushes(account) ?? []);
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

/** The registry itself does not know when something was pushed. */
function withTimes(
  repositories: readonly HubRepository[],
  pushes: readonly Push[],
): HubRepository[] {
  return repositories.map((repository) => ({
    ...repository,
    tags: repository.tags.map((tag) => {
      const push = pushes.find(
        (each) =>
          each.repository === repository.name && each.tag === tag.tag && each.digest === tag.digest,
      );
      return push ? { ...tag, pushed: push.at } : tag;
    }),
  }));
}
