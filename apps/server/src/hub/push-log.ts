import type { Push, PushedLayer } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import { z } from 'zod';
import { Listeners } from '../session/events.ts';
import type { HubEvents } from '../session/pushes.ts';

/** Of one account. */
const MOST_PUSHES = 20;
/** Of one account, layers whose manifest has not come yet. */
const MOST_LAYERS = 2000;
/** More than a box has at once; accounts that ended go first. */
const MOST_ACCOUNTS = 500;

const descriptor = { mediaType: z.string().default(''), digest: z.string().default('') };

const eventSchema = z.object({
  id: z.string(),
  timestamp: z.string(),
  action: z.string(),
  target: z.object({
    ...descriptor,
    repository: z.string().default(''),
    tag: z.string().optional(),
    references: z
      .array(z.object({ ...descriptor, size: z.number().int().nonnegative().default(0) }))
      .nullish(),
  }),
  actor: z.object({ name: z.string().default('') }).default({ name: '' }),
});
type RegistryEvent = z.infer<typeof eventSchema>;

/** What the registry sends: events since the last time, the oldest first. */
export const envelopeSchema = z.object({ events: z.array(eventSchema) });

interface AccountLog {
  readonly listeners: Listeners<void>;
  /** What came of each layer since the last manifest, by repository and digest. */
  readonly arrived: Map<string, 'uploaded' | 'mounted'>;
  pushes: Push[];
}

/** Puts the registry's events together to pushes. A push belongs to the account whose token it came with. */
export class PushLog implements HubEvents {
  readonly #accounts = new Map<string, AccountLog>();

  pushes(account: string): Push[] {
    return [...(this.#accounts.get(account)?.pushes ?? [])];
  }

  watch(account: string, listener: () => void): Release {
    return this.#of(account).listeners.add(listener);
  }

  take(events: readonly RegistryEvent[]): void {
    const stirred = new Set<AccountLog>();
    for (const event of events) {
      const account = event.actor.name;
      if (account === '' || !event.target.repository.startsWith(`${account}/`)) continue;
      const log = this.#of(account);
      if (note(log, event)) stirred.add(log);
    }
    for (const log of stirred) log.listeners.emit();
  }

  #of(account: string): AccountLog {
    const known = this.#accounts.get(account);
    const log = known ?? { listeners: new Listeners<void>(), arrived: new Map(), pushes: [] };
    if (!known) this.#accounts.set(account, log);
    if (this.#accounts.size > MOST_ACCOUNTS) this.#forgetOne();
    return log;
  }

  #forgetOne(): void {
    for (const [account, { listeners }] of this.#accounts) {
      if (listeners.size > 0) continue;
      this.#accounts.delete(account);
      return;
    }
  }
}

/** Whether pages have something new to show. */
function note(log: AccountLog, event: RegistryEvent): boolean {
  const { action, target } = event;
  if (action === 'delete') return true;
  if (action === 'mount' || (action === 'push' && !isManifest(target.mediaType))) {
    log.arrived.set(key(target), action === 'mount' ? 'mounted' : 'uploaded');
    for (const oldest of log.arrived.keys()) {
      if (log.arrived.size <= MOST_LAYERS) break;
      log.arrived.delete(oldest);
    }
    return false;
  }
  if (action !== 'push') return false;
  const { push, parts } = readPush(log, event);
  const others = log.pushes.filter(({ digest, tag }) => tag !== null || !parts.includes(digest));
  log.pushes = [push, ...others].slice(0, MOST_PUSHES);
  return true;
}

/** An image of several platforms is a manifest of manifests, which came before it without a tag: `parts`. */
function readPush(
  log: AccountLog,
  { id, timestamp, target }: RegistryEvent,
): { push: Push; parts: readonly string[] } {
  const references = target.references ?? [];
  const parts = references.filter((each) => isManifest(each.mediaType)).map(({ digest }) => digest);
  const layers = references
    .filter(({ mediaType }) => isLayer(mediaType))
    .map(({ digest, size }): PushedLayer => {
      const name = key({ repository: target.repository, digest });
      const outcome = log.arrived.get(name) ?? 'exists';
      return { digest, size, outcome };
    });
  for (const { digest } of references) log.arrived.delete(key({ ...target, digest }));
  const ofParts = log.pushes.filter(({ tag, digest }) => tag === null && parts.includes(digest));
  return {
    push: {
      ...{ id, repository: target.repository, tag: target.tag ?? null, digest: target.digest },
      at: timestamp,
      layers: [...layers, ...ofParts.flatMap((part) => part.layers)],
    },
    parts,
  };
}

function key({ repository, digest }: { repository: string; digest: string }): string {
  return `${repository} ${digest}`;
}

function isManifest(mediaType: string): boolean {
  return /manifest|image\.index/.test(mediaType);
}

function isLayer(mediaType: string): boolean {
  return /\.layer\.|\.tar|diff/.test(mediaType);
}
