import type { Release } from '../../driver.ts';

export interface Gate {
  /** Shut until released. */
  hold(): Release;
  /** Resolves when it is open; rejects with the signal's reason before. */
  passed(signal: AbortSignal | undefined): Promise<void>;
}

export function createGate(): Gate {
  let holds = 0;
  const waiting = new Set<() => void>();
  return {
    hold() {
      holds += 1;
      let isHolding = true;
      return () => {
        if (!isHolding) return;
        isHolding = false;
        holds -= 1;
        if (holds > 0) return;
        for (const go of waiting) go();
        waiting.clear();
      };
    },
    async passed(signal) {
      if (holds === 0) return;
      await new Promise<void>((resolve, reject) => {
        waiting.add(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    },
  };
}
