import type { Release } from '@drydock/sandbox';

export interface StartGateOptions {
  /** Sandboxes of learners that start at once: more of them make every one slower, and the first no sooner. */
  readonly width: number;
}

export interface StartRequest {
  /** `background` gives way: it comes in only while no learner starts or waits, and one at a time. */
  readonly priority: 'learner' | 'background';
  /** Who waits no longer is no longer in the way; the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** How many learners are before this one, first when it has to wait and then whenever it moves up. */
  readonly onPlace?: (before: number) => void;
}

interface Waiting {
  readonly request: StartRequest;
  readonly enter: (release: Release) => void;
}

/** Lets only so many sandboxes start at once, the pool's and the learners' together, in the order in which they came. */
export class StartGate {
  readonly #width: number;
  readonly #waiting = { learner: [] as Waiting[], background: [] as Waiting[] };
  readonly #inside = { learner: 0, background: 0 };

  constructor({ width }: StartGateOptions) {
    this.#width = width;
  }

  /** Resolves when the start may begin, to what says that it is over. */
  async enter(request: StartRequest): Promise<Release> {
    const { priority, signal } = request;
    signal.throwIfAborted();
    if (this.#hasRoom(priority)) return this.#admit(priority);
    const queue = this.#waiting[priority];
    return await new Promise<Release>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(signal.reason);
        this.#move();
      };
      const waiting: Waiting = {
        request,
        enter: (release) => {
          signal.removeEventListener('abort', leave);
          resolve(release);
        },
      };
      queue.push(waiting);
      signal.addEventListener('abort', leave, { once: true });
      request.onPlace?.(queue.length - 1);
    });
  }

  #hasRoom(priority: StartRequest['priority']): boolean {
    const { learner, background } = this.#inside;
    if (priority === 'learner') return learner < this.#width && this.#waiting.learner.length === 0;
    return learner === 0 && background === 0 && this.#waiting.learner.length === 0;
  }

  #admit(priority: StartRequest['priority']): Release {
    this.#inside[priority] += 1;
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.#inside[priority] -= 1;
      this.#move();
    };
  }

  #move(): void {
    const { learner, background } = this.#waiting;
    while (this.#inside.learner < this.#width) {
      const next = learner.shift();
      if (!next) break;
      next.enter(this.#admit('learner'));
    }
    for (const [before, { request }] of learner.entries()) request.onPlace?.(before);
    if (this.#hasRoom('background')) background.shift()?.enter(this.#admit('background'));
  }
}
