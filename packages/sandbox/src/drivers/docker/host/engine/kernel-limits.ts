import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the kernel's settings are, and where the home keeps what they were. Others in tests. */
export interface KernelLimits {
  readonly home: string;
  readonly settings?: string;
}

const SETTINGS = '/proc/sys';
const NOTE = 'kernel-limits.json';

/** What the kernel counts against the memory of a sandbox, too: that limit is its own, and the shared one is none. */
const NO_LIMIT = 2 ** 31 - 1;

/**
 * What 200 sandboxes need of limits that the kernel shares among them: all run as one user of the box, so that a class
 * would stand still at the first 40, and one learner could take all of what is left.
 */
const NEEDED: Readonly<Record<string, number>> = {
  'fs/inotify/max_user_instances': NO_LIMIT,
  'fs/inotify/max_user_watches': NO_LIMIT,
  // In pages of 4 KiB: beyond it every new pipe is a sixteenth of its size.
  'fs/pipe-user-pages-soft': NO_LIMIT,
  // One for each container in a sandbox.
  'kernel/keys/maxkeys': 20_000,
  'kernel/keys/maxbytes': 2_000_000,
  // 512 processes each, and those of the engine around them.
  'kernel/pid_max': 262_144,
  // The box, hub and sandbox of each network know each other: six neighbours.
  'net/ipv4/neigh/default/gc_thresh3': 16_384,
};

/** Zero is no limit there. */
const ZERO_IS_ALL: ReadonlySet<string> = new Set(['fs/pipe-user-pages-soft']);

interface Change {
  readonly before: number;
  readonly now: number;
}

export interface RaisedLimits {
  /** In the words of sysctl, with both values. */
  readonly raised: readonly string[];
  /** Too low, and not ours to change: this user is not root, or the system forbids it. */
  readonly low: readonly string[];
}

/** Raises what is too low, and notes what it was. What is high enough stays. To be called under the host lock. */
export async function raiseKernelLimits({
  home,
  settings = SETTINGS,
}: KernelLimits): Promise<RaisedLimits> {
  const note = await readNote(home);
  const raised: string[] = [];
  const low: string[] = [];
  for (const [name, needed] of Object.entries(NEEDED)) {
    const before = await read(join(settings, name));
    if (before === undefined || before >= needed) continue;
    if (before === 0 && ZERO_IS_ALL.has(name)) continue;
    const words = `${name.replaceAll('/', '.')} ${before} -> ${needed}`;
    // Noted first: a process that is killed in between has changed nothing that cannot be undone.
    // What an earlier version of Drydock raised to less is not what the box had before.
    const noted = note[name];
    note[name] = { before: noted?.now === before ? noted.before : before, now: needed };
    await writeFile(join(home, NOTE), JSON.stringify(note));
    try {
      await writeFile(join(settings, name), String(needed));
      raised.push(words);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      low.push(words);
    }
  }
  return { raised, low };
}

/** What is too low now, in the words of sysctl, with the value and what is needed. */
export async function lowKernelLimits(settings = SETTINGS): Promise<string[]> {
  const low: string[] = [];
  for (const [name, needed] of Object.entries(NEEDED)) {
    const value = await read(join(settings, name));
    if (value === undefined || value >= needed) continue;
    if (value === 0 && ZERO_IS_ALL.has(name)) continue;
    low.push(`${name.replaceAll('/', '.')} ${value} < ${needed}`);
  }
  return low;
}

/** Sets back what was raised, unless somebody has changed it since. Resolves with the names of what was. Idempotent. */
export async function restoreKernelLimits({
  home,
  settings = SETTINGS,
}: KernelLimits): Promise<string[]> {
  const restored: string[] = [];
  for (const [name, { before, now }] of Object.entries(await readNote(home))) {
    const file = join(settings, name);
    if ((await read(file)) !== now) continue;
    await writeFile(file, String(before));
    restored.push(name.replaceAll('/', '.'));
  }
  await rm(join(home, NOTE), { force: true });
  return restored;
}

async function readNote(home: string): Promise<Record<string, Change>> {
  const text = await readFile(join(home, NOTE), 'utf8').catch(unlessMissing);
  return text === undefined ? {} : (JSON.parse(text) as Record<string, Change>);
}

/** Undefined where the kernel has no such setting. */
async function read(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(unlessMissing);
  return text === undefined ? undefined : Number(text);
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function isForbidden(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
}
