import { readdir, readFile } from 'node:fs/promises';

export interface Process {
  readonly pid: number;
  /** The program's name, at most 15 characters. */
  readonly name: string;
  readonly command: string;
  readonly parent: number;
  /** Ids of the containers in whose cgroups it is. */
  readonly containers: readonly string[];
}

/** All processes of this box, those in containers as well. */
export async function allProcesses(proc = '/proc'): Promise<Process[]> {
  const pids = (await readdir(proc)).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(pids.map((pid) => readProcess(`${proc}/${pid}`, Number(pid))));
  return found.filter((each) => each !== undefined);
}

async function readProcess(folder: string, pid: number): Promise<Process | undefined> {
  try {
    const [stat, command, cgroup] = await Promise.all([
      readFile(`${folder}/stat`, 'utf8'),
      readFile(`${folder}/cmdline`, 'utf8'),
      readFile(`${folder}/cgroup`, 'utf8'),
    ]);
    const end = stat.lastIndexOf(')');
    return {
      pid,
      name: stat.slice(stat.indexOf('(') + 1, end),
      command: command.replaceAll('\0', ' ').trim(),
      parent: Number(stat.slice(end + 2).split(' ')[1]),
      containers: containersOf(cgroup),
    };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** The containers that a cgroup file names, in all the ways in which engines write it. */
export function containersOf(cgroup: string): string[] {
  return [...new Set(cgroup.match(/[0-9a-f]{64}/g))];
}
