import type { HubRepository } from '@drydock/protocol';

export interface TagName {
  readonly repository: string;
  readonly tag: string;
}

/** What the class hub has. Every function rejects with HUB_UNAVAILABLE when it does not answer. */
export interface HubRegistry {
  /** The account's own, then the class's; each by name. */
  repositories(account: string): Promise<HubRepository[]>;
  /** Deletes this tag and no other. HUB_NOT_OWN, HUB_TAG_NOT_FOUND. */
  deleteTag(account: string, name: TagName): Promise<void>;
}

/** Whether the repository's name begins with the account's. */
export function isOwn(account: string, repository: string): boolean {
  return repository.startsWith(`${account}/`);
}
