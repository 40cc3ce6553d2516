import { gone } from '../../gone.ts';
import { statusOf, unlessMissing } from './engine.ts';
import type { Machine } from './machine.ts';

/** Whether a machine is frozen. Its engine refuses commands then, so they wait here. */
export interface PauseGate {
  /** Resolves when it is not paused; rejects with SANDBOX_GONE when it ends. */
  passed(): Promise<void>;
  close(): void;
  open(): void;
}

export function createPauseGate(ending: AbortSignal): PauseGate {
  let waiting: { readonly until: Promise<void>; readonly release: () => void } | undefined;
  return {
    async passed() {
      await waiting?.until;
      ending.throwIfAborted();
    },
    close() {
      if (waiting || ending.aborted) return;
      let release = (): void => undefined;
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      waiting = { until, release };
      ending.addEventListener('abort', release, { once: true });
    },
    open() {
      waiting?.release();
      waiting = undefined;
    },
  };
}

/** Freezes all of a machine. Idempotent. */
export async function pauseMachine(machine: Machine): Promise<void> {
  machine.pause.close();
  try {
    await setPaused(machine, true);
  } catch (error) {
    machine.pause.open();
    throw error;
  }
}

/** Idempotent. */
export async function resumeMachine(machine: Machine): Promise<void> {
  await setPaused(machine, false);
  machine.pause.open();
}

/** Does nothing when it is so already, which the engine would refuse. */
async function setPaused(machine: Machine, wanted: boolean): Promise<void> {
  const { container, engine, ending, id } = machine;
  ending.throwIfAborted();
  try {
    const what = wanted ? 'pause a sandbox' : 'resume a sandbox';
    await engine.call(what, () => (wanted ? container.pause() : container.unpause()));
  } catch (error) {
    ending.throwIfAborted();
    if (statusOf(error) === undefined) throw error;
    const found = await engine.call('look at a sandbox', () => unlessMissing(container.inspect()));
    if (!found?.State.Running) throw gone(id);
    if (found.State.Paused !== wanted) throw error;
  }
}
