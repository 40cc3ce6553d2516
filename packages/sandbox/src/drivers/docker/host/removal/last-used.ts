import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** In the home: which images and seeds were used when, and by which processes. */
export const LAST_USED_FILE = 'last-used.json';

/** Another checkout on this box, of another version, may come back to its images within this time, in milliseconds. */
const LATELY = 7 * 24 * 3600 * 1000;

const uses = z.record(
  z.string(),
  z.strictObject({ at: z.iso.datetime(), processes: z.array(z.string()) }),
);
type Uses = z.infer<typeof uses>;

export interface Use {
  readonly home: string;
  /** Images and volumes that this process is going to use. */
  readonly names: readonly string[];
  readonly now?: Date;
}

/**
 * Notes what this process uses. Resolves with all that was used lately, or by a process that still runs: a server may
 * serve for months from what it found at its start. To be called under the host lock.
 */
export async function noteUse({ home, names, now = new Date() }: Use): Promise<Set<string>> {
  const file = join(home, LAST_USED_FILE);
  const before = await read(file);
  const kept: Uses = {};
  for (const [name, { at, processes }] of Object.entries(before)) {
    const alive = await filterAsync(processes, isAlive);
    if (alive.length === 0 && now.getTime() - Date.parse(at) > LATELY) continue;
    kept[name] = { at, processes: alive };
  }
  const self = await processId('self');
  for (const name of names) {
    const processes = new Set([...(kept[name]?.processes ?? []), ...(self ? [self] : [])]);
    kept[name] = { at: now.toISOString(), processes: [...processes] };
  }
  // Whole or not at all: a process that is killed must not leave half a list.
  await writeFile(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return new Set(Object.keys(kept));
}

/** Whoever broke the file loses what it said: images that are removed too early are made again. */
async function read(file: string): Promise<Uses> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return uses.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

async function isAlive(id: string): Promise<boolean> {
  return (await processId(id.split('@')[0] ?? '')) === id;
}

/** `pid@start`: a pid alone may be another process tomorrow. Undefined when there is none. */
async function processId(pid: string): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The name of the program may have blanks and brackets in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${Number.parseInt(stat, 10)}@${fields[19]}`;
}

async function filterAsync<T>(all: readonly T[], fits: (one: T) => Promise<boolean>): Promise<T[]> {
  const fitting = await Promise.all(all.map(fits));
  return all.filter((_, index) => fitting[index]);
}
