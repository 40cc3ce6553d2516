export interface Waits {
  /** Resolves when the condition holds, looked at now and at each `look`, or after `limit` milliseconds. */
  until(holds: () => boolean, limit: number): Promise<void>;
  look(): void;
  /** Nobody waits any longer. */
  end(): void;
}

/** Those who wait for something to be seen on a screen. */
export function createWaits(): Waits {
  const waiting = new Set<{ holds: () => boolean; seen: () => void }>();
  return {
    until(holds, limit) {
      if (holds()) return Promise.resolve();
      return new Promise((resolve) => {
        const wait = {
          holds,
          seen() {
            clearTimeout(timer);
            waiting.delete(wait);
            resolve();
          },
        };
        const timer = setTimeout(wait.seen, limit);
        waiting.add(wait);
      });
    },
    look() {
      for (const { holds, seen } of [...waiting]) if (holds()) seen();
    },
    end() {
      for (const { seen } of [...waiting]) seen();
    },
  };
}
