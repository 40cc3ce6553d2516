import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabImages } from './lab-images.ts';
import { root } from './settings.ts';

export interface Kept {
  /** Of the labs. */
  readonly folder: string;
  /** A folder in which the answer is kept; it is made when it is missing. */
  readonly cache: string;
  /** The sources of what reads labs. */
  readonly reader?: string;
}

const FILE = 'lab-images.json';
/** To look at more files takes longer than it saves. */
const MOST_FILES = 5000;

interface Note {
  readonly stamp: string;
  /** The entries of the map. */
  readonly images: [string, string[]][];
}

/**
 * What `read` found in the labs of a folder the last time, as long as no file there, and none of what reads labs, is
 * another: reading takes as long as all else of a second start. Rejects as `read` does, and when the folder cannot be read.
 */
export async function keepRead(kept: Kept, read: () => Promise<LabImages>): Promise<LabImages> {
  const { folder, cache, reader = join(root, 'packages/lab-format/src') } = kept;
  const stamps = await Promise.all([stampOf(folder), stampOf(reader)]);
  const file = join(cache, FILE);
  const stamp = stamps.includes(undefined) ? undefined : `${folder} ${stamps.join(' ')}`;
  const known = await readNote(file);
  if (stamp !== undefined && known?.stamp === stamp) return new Map(known.images);
  const images = await read();
  if (stamp === undefined) return images;
  const text = JSON.stringify({ stamp, images: [...images] });
  try {
    await mkdir(cache, { recursive: true });
    // Whole or not at all, and another start may do the same just now.
    await writeFile(`${file}.${process.pid}`, text);
    await rename(`${file}.${process.pid}`, file);
  } catch {
    // It is only slower: the next start reads the labs again.
  }
  return images;
}

/** Of all names, sizes and times below a folder; undefined where there are too many. */
async function stampOf(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  if (entries.length > MOST_FILES) return undefined;
  const lines = await Promise.all(
    entries.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      const { ctimeMs, mode, size } = await lstat(path);
      return JSON.stringify([path, mode, size, ctimeMs]);
    }),
  );
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
}

async function readNote(file: string): Promise<Note | undefined> {
  try {
    const note: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isNote(note) ? note : undefined;
  } catch {
    // None yet, or one that somebody broke: what it would have said is read.
    return undefined;
  }
}

function isNote(note: unknown): note is Note {
  if (typeof note !== 'object' || note === null || !('stamp' in note && 'images' in note)) {
    return false;
  }
  const { stamp, images } = note;
  return typeof stamp === 'string' && Array.isArray(images) && images.every(isEntry);
}

function isEntry(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  const [name, labs] = entry as unknown[];
  return (
    typeof name === 'string' && Array.isArray(labs) && labs.every((lab) => typeof lab === 'string')
  );
}
