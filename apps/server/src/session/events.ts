import type { ServerMessage } from '@drydock/protocol';
import type { FileChange, Release } from '@drydock/sandbox';

/** What a session tells everyone who watches it, in the form that pages know it. */
export type SessionEvent = Extract<
  ServerMessage,
  {
    type:
      | 'sandbox.status'
      | 'sandbox.notice'
      | 'ports.changed'
      | 'terminal.opened'
      | 'terminal.closed'
      | 'file.changed'
      | 'file.tree-changed'
      | 'check.result'
      | 'checks.forgotten'
      | 'session.time'
      | 'lab.changed'
      | 'preview.seen';
  }
>;

/** Each file that changed, and at the end that the tree is another, if it is. */
export function fileEvents(changes: readonly FileChange[]): SessionEvent[] {
  const files = changes.map(
    ({ path, version }): SessionEvent => ({ type: 'file.changed', path, version }),
  );
  const isOtherTree = changes.some(({ structural }) => structural);
  return isOtherTree ? [...files, { type: 'file.tree-changed' }] : files;
}

/** Listeners of one source of events. One that leaves while being called misses the rest at once. */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  get size(): number {
    return this.#listeners.size;
  }

  add(listener: (event: Event) => void): Release {
    // A wrapper, so that the same function added twice is two listeners with two releases.
    const own = (event: Event) => listener(event);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  emit(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }
}
