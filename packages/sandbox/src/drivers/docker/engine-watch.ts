import type { Release } from '../../driver.ts';
import { createListeners } from '../../listeners.ts';
import { follow } from './follow.ts';
import type { Machine } from './machine.ts';

/** Follows what the engine in the sandbox tells by this program, while somebody listens: a line for each change. */
export function createEngineWatch(
  machine: Machine,
  program: readonly string[],
): (listener: () => void) => Release {
  const listeners = createListeners<void>();
  let stop: Release | undefined;

  return (listener) => {
    if (machine.ending.aborted) return () => undefined;
    const release = listeners.add(listener);
    let listening = true;
    if (stop) queueMicrotask(() => listening && listener());
    // One that had to be started again tells at once: what happened between the two is not known.
    stop ??= follow(machine, {
      command: () => program,
      reader: () => () => listeners.emit(),
    });
    return () => {
      listening = false;
      release();
      if (listeners.size > 0) return;
      stop?.();
      stop = undefined;
    };
  };
}
