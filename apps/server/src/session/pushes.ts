import type { Push } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import type { ViewSource } from './views.ts';

/** What the class hub tells of its own accord. */
export interface HubEvents {
  /** Of this account, the newest first. */
  pushes(account: string): Push[];
  /** Calls back whenever something of this account's has been pushed or deleted. */
  watch(account: string, listener: () => void): Release;
}

/** The view `pushes` of one account; without a hub there are none. */
export function pushesSource(
  account: string | undefined,
  events: HubEvents | null,
): ViewSource<'pushes'> {
  return {
    start: (host) => {
      const tell = () =>
        host.emit({ pushes: account === undefined || !events ? [] : events.pushes(account) });
      tell();
      return account === undefined || !events ? () => undefined : events.watch(account, tell);
    },
  };
}
