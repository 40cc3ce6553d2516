import type { ViewName } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import type { Session } from '../session/session.ts';
import type { Wire } from './wire.ts';

/** The views that one page shows. */
export class WatchedViews {
  readonly #session: Session;
  readonly #wire: Wire;
  readonly #releases = new Map<ViewName, Release>();

  constructor(session: Session, wire: Wire) {
    this.#session = session;
    this.#wire = wire;
  }

  /** Each view at most once, however often it is asked for. NOT_FOUND. */
  set(view: ViewName, on: boolean): void {
    if (!on) {
      this.#releases.get(view)?.();
      this.#releases.delete(view);
    } else if (!this.#releases.has(view)) {
      const release = this.#session.watchView(view, (message) => this.#wire.send(message));
      this.#releases.set(view, release);
    }
  }

  releaseAll(): void {
    for (const release of this.#releases.values()) release();
    this.#releases.clear();
  }
}
