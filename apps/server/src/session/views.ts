import type { ServerMessage, ViewName } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import { Failure, toProblem } from '../failure.ts';
import { Listeners } from './events.ts';

/** The whole of a view, as pages are told it. */
export type ViewState<Name extends ViewName> = Omit<
  Extract<ServerMessage, { type: `view.${Name}` }>,
  'type'
>;
export type ViewMessage = Extract<ServerMessage, { type: `view.${string}` }>;

/** Whom a source tells. A state that is as the last one reaches nobody. */
export interface ViewHost<Name extends ViewName> {
  emit(state: ViewState<Name>): void;
  /** It cannot be told now; the next state ends that. */
  fail(error: unknown): void;
}

/** Where a view comes from: started for the first who watches it, released with the last. */
export interface ViewSource<Name extends ViewName> {
  start(host: ViewHost<Name>): Release;
}

type ViewSources = { readonly [Name in ViewName]?: ViewSource<Name> };

export interface ViewsOptions {
  readonly sources: ViewSources;
  readonly report: (error: unknown, what: string) => void;
}

/** What pages can watch of one session, each view only while somebody does. */
export class Views {
  readonly #options: ViewsOptions;
  readonly #watched = new Map<ViewName, WatchedView>();

  constructor(options: ViewsOptions) {
    this.#options = options;
  }

  /** Calls back with the view as it stands if that is known, then with every change. NOT_FOUND for one that has no source here. */
  watch(view: ViewName, listener: (message: ViewMessage) => void): Release {
    const watched = this.#watched.get(view) ?? this.#start(view);
    const release = watched.listeners.add(listener);
    for (const message of [watched.state, watched.failure]) if (message) listener(message);
    return () => {
      release();
      if (watched.listeners.size > 0 || this.#watched.get(view) !== watched) return;
      this.#watched.delete(view);
      watched.release();
    };
  }

  #start<Name extends ViewName>(view: Name): WatchedView {
    const source: ViewSource<Name> | undefined = this.#options.sources[view];
    if (!source) throw new Failure('NOT_FOUND', { detail: `no view is called ${view}` });
    const watched = new WatchedView();
    // Before the source: it may tell, or fail, at once.
    this.#watched.set(view, watched);
    watched.release = source.start({
      emit: (state) => watched.tell({ type: `view.${view}`, ...state } as unknown as ViewMessage),
      fail: (error) => {
        this.#options.report(error, `the view ${view}`);
        watched.tell({ type: 'view.failed', view, problem: toProblem(error) });
      },
    });
    return watched;
  }
}

class WatchedView {
  readonly listeners = new Listeners<ViewMessage>();
  release: Release = () => undefined;
  state: ViewMessage | undefined;
  failure: ViewMessage | undefined;
  #told: string | undefined;

  tell(message: ViewMessage): void {
    const text = JSON.stringify(message);
    if (text === this.#told) return;
    this.#told = text;
    if (message.type === 'view.failed') this.failure = message;
    else [this.state, this.failure] = [message, undefined];
    this.listeners.emit(message);
  }
}
