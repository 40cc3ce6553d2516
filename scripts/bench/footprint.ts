import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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
 * Bytes that a container has on the host's disk: blocks in use of its own layer, of the engine's folder for it (its
 * log and settings) and of every volume that it may write to. A volume that is a disk image counts with the blocks
 * of the image's file. What is mounted read-only is shared and counts nothing.
 */
export async function diskOf(container: Dockerode.Container): Promise<number> {
  const { GraphDriver, LogPath, Mounts } = await container.inspect();
  const upper = (GraphDriver.Data as { UpperDir?: string } | null)?.UpperDir;
  if (upper === undefined) throw new Error(`The engine keeps layers with ${GraphDriver.Name}.`);
  const writable = Mounts.filter(({ RW, Type }) => RW && Type === 'volume');
  const devices = mountedDevices(await readFile('/proc/self/mountinfo', 'utf8'));
  const files = writable.map(({ Source }) => backingFile(Source, devices));
  const paths = [upper, dirname(LogPath), ...(await Promise.all(files))];
  const { stdout } = await run('du', ['-scx', '--block-size=1', '--', ...paths]);
  return Number(stdout.trimEnd().split('\n').at(-1)?.split('\t')[0]);
}

/** Sources of the mounts by mount point, out of /proc/self/mountinfo. */
export function mountedDevices(mountinfo: string): ReadonlyMap<string, string> {
  return new Map(
    mountinfo
      .split('\n')
      .filter((line) => line.includes(' - '))
      .map((line) => {
        const [mount = '', device = ''] = line.split(' - ');
        return [mount.split(' ')[4] ?? '', device.split(' ')[1] ?? ''];
      }),
  );
}

/** Of a disk image its file; a folder as it is. */
async function backingFile(folder: string, devices: ReadonlyMap<string, string>): Promise<string> {
  const loop = /^\/dev\/(loop\d+)$/.exec(devices.get(folder) ?? '')?.[1];
  if (loop === undefined) return folder;
  return (await readFile(`/sys/block/${loop}/loop/backing_file`, 'utf8')).trimEnd();
}

/** Bytes of memory that the whole box could still hand out. */
export async function availableMemory(): Promise<number> {
  const line = /^MemAvailable:\s+(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8'));
  return Number(line?.[1]) * 1024;
}
