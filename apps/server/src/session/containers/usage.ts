import type { Look, Process } from './look.ts';

/** What a container uses; `cpu` is a share of CPUs, null until it was looked at twice. */
export interface Usage {
  readonly memory: number;
  readonly cpu: number | null;
}

const TICKS_PER_SECOND = 100;
/** Seconds; over less a share of CPU is hardly more than the ticks' own size. */
const SHORTEST_SPAN = 1;

interface Reading {
  readonly pid: number;
  readonly ticks: number;
  readonly at: number;
  readonly cpu: number | null;
}

/** What containers use, from the processes in them. Keeps the look before, as CPU is only seen between two. */
export class UsageMeter {
  #readings = new Map<string, Reading>();

  /** By container id. A container that does not run, or that shares the sandbox's own process ids, has none. */
  measure({ containers, processes, at }: Look): Map<string, Usage> {
    const namespaces = namespacesOf(processes);
    const readings = new Map<string, Reading>();
    const usages = new Map<string, Usage>();
    for (const { container, pid } of containers) {
      const namespace = processes.find((process) => process.pid === pid)?.namespace;
      if (pid === 0 || namespace === undefined) continue;
      const own = processes.filter((process) => namespaces.get(process.pid)?.has(namespace));
      const ticks = own.reduce((sum, process) => sum + process.ticks, 0);
      const reading = nextReading(this.#readings.get(container.id), { pid, ticks, at });
      readings.set(container.id, reading);
      const memory = own.reduce((sum, process) => sum + process.memory, 0);
      usages.set(container.id, { memory, cpu: reading.cpu });
    }
    this.#readings = readings;
    return usages;
  }
}

function nextReading(before: Reading | undefined, now: Omit<Reading, 'cpu'>): Reading {
  if (before?.pid !== now.pid) return { ...now, cpu: null };
  const seconds = now.at - before.at;
  if (seconds < SHORTEST_SPAN) return before;
  // What a process did that has ended since, and was nobody's child in here, is not counted any more.
  const spent = Math.max(0, now.ticks - before.ticks) / TICKS_PER_SECOND;
  return { ...now, cpu: spent / seconds };
}

/** Of each process its own namespace and those of its ancestors: a container may have an engine in it. */
function namespacesOf(processes: readonly Process[]): Map<number, Set<string>> {
  const byPid = new Map(processes.map((process) => [process.pid, process]));
  return new Map(
    processes.map((process) => {
      const found = new Set<string>();
      const seen = new Set<number>();
      for (let at: Process | undefined = process; at && !seen.has(at.pid); ) {
        found.add(at.namespace);
        seen.add(at.pid);
        at = byPid.get(at.parent);
      }
      return [process.pid, found];
    }),
  );
}
