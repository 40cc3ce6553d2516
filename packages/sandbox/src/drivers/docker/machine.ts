import type Dockerode from 'dockerode';
import type { SandboxExit } from '../../driver.ts';
import { gone } from '../../gone.ts';
import type { Once } from '../../listeners.ts';
import { type Engine, statusOf } from './engine.ts';
import type { PauseGate } from './pause.ts';

/** A started sandbox, as its parts (commands, files, terminals, ports) see it. */
export interface Machine {
  readonly id: string;
  readonly engine: Engine;
  readonly container: Dockerode.Container;
  readonly environment: Readonly<Record<string, string>>;
  readonly pause: PauseGate;
  readonly exit: Once<SandboxExit>;
  /** Aborted with SANDBOX_GONE when it ends. */
  readonly ending: AbortSignal;
}

/** A call about this machine: SANDBOX_GONE when it is not there any more. */
export async function callMachine<T>(
  machine: Machine,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  machine.ending.throwIfAborted();
  try {
    return await machine.engine.call(what, work);
  } catch (error) {
    machine.ending.throwIfAborted();
    const status = statusOf(error);
    // No such container, or it is not running.
    if (status === 404 || status === 409) throw gone(machine.id);
    throw error;
  }
}
