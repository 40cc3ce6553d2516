import { setTimeout as pause } from 'node:timers/promises';
import type Dockerode from 'dockerode';
import type { Program } from './plan.ts';
import { allProcesses } from './processes.ts';

/** A moment; the marker was printed by the same shell before. */
const FOUND_LIMIT_MS = 10_000;
/** A sandbox that is destroyed politely takes some seconds. */
const ENDED_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 50;

export interface Marked {
  readonly pid: number;
  /** Id of the sandbox's container. */
  readonly container: string;
}

/** The process whose command begins with this word, and the sandbox in which it runs. */
export async function findMarked(marker: string, signal: AbortSignal): Promise<Marked> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(FOUND_LIMIT_MS)]);
  for (;;) {
    for (const { pid, command, containers } of await allProcesses()) {
      // A nested container's own cgroup would come after that of the sandbox.
      const [container] = containers;
      if (command.startsWith(marker) && container !== undefined) return { pid, container };
    }
    await pause(LOOK_EVERY_MS, undefined, { signal: limit });
  }
}

/** Processes of this name in a sandbox. */
export async function pidsOf(container: string, program: Program): Promise<number[]> {
  return (await allProcesses())
    .filter(({ name, containers }) => name === program && containers.includes(container))
    .map(({ pid }) => pid);
}

/** SIGKILL, as root of the box. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended together with one that was killed before.
    }
  }
}

/** Resolves with whether all of them have ended within a moment. */
export async function haveEnded(pids: readonly number[], signal: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.timeout(ENDED_LIMIT_MS);
  for (;;) {
    const alive = new Set((await allProcesses()).map(({ pid }) => pid));
    if (!pids.some((pid) => alive.has(pid))) return true;
    if (limit.aborted) return false;
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** As `docker kill` does. */
export async function killContainer(docker: Dockerode, id: string): Promise<void> {
  await docker.getContainer(id).kill();
}
