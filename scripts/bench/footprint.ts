import { execFile } from 'node:child_process';
import { readFile, stat, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import type Dockerode from 'dockerode';

const run = promisify(execFile);

/** What `docker stats` counts, in bytes: all that the container's cgroup uses less the file pages that nobody has used lately. */
export function memoryInUse({ usage, stats }: MemoryStats): number {
  // cgroup v1 has the total of the group and its children; v2 counts them in any case.
  return usage - (stats.total_inactive_file ?? stats.inactive_file ?? 0);
}

export interface MemoryStats {
  readonly usage: number;
  readonly stats: { readonly total_inactive_file?: number; readonly inactive_file?: number };
}

export async function memoryOf(container: Dockerode.Container): Promise<number> {
  const { memory_stats } = await container.stats({ stream: false, 'one-shot': true });
  return memoryInUse(memory_stats as unknown as MemoryStats);
}

/**
 * Bytes in use on the file systems of these folders, each counted once, after all that was written has reached them.
 * What sandboxes take on disk shows here only: the file of a disk image has no name while its sandbox runs.
 */
export async function diskInUse(folders: readonly string[]): Promise<number> {
  await run('sync');
  const systems = new Map<number, number>();
  for (const folder of folders) {
    const { bsize, blocks, bfree } = await statfs(folder);
    systems.set((await stat(folder)).dev, (blocks - bfree) * bsize);
  }
  return [...systems.values()].reduce((total, used) => total + used, 0);
}

/** Bytes of memory that the whole box could still hand out. */
export async function availableMemory(): Promise<number> {
  const line = /^MemAvailable:\s+(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8'));
  return Number(line?.[1]) * 1024;
}
