import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { limits } from '@drydock/lab-format';
import type { Loss } from '@drydock/lab-format/importers';

export interface ForeignFolder {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly executable: ReadonlySet<string>;
  /** What was not read, and why. */
  readonly losses: readonly Loss[];
}

/** Bytes and files that a source may have in all: a repository holds many labs. */
const MOST = { bytes: 256 * 2 ** 20, files: 20_000 } as const;

/**
 * Reads a foreign folder into memory. Links that lead out of it, and what is too large for a lab anyway, are
 * losses; the rest is read. Rejects only when the folder itself cannot be read.
 */
export async function readForeignFolder(folder: string): Promise<ForeignFolder> {
  const reading: Reading = {
    root: await realpath(folder),
    files: new Map(),
    executable: new Set(),
    losses: [],
    bytes: 0,
    full: false,
  };
  await readDirectory(reading.root, reading);
  return reading;
}

interface Reading {
  readonly root: string;
  readonly files: Map<string, Uint8Array>;
  readonly executable: Set<string>;
  readonly losses: Loss[];
  bytes: number;
  full: boolean;
}

/** Never content, and possibly large. */
const SKIPPED = new Set(['.git', 'node_modules', '.DS_Store']);

async function readDirectory(directory: string, reading: Reading): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (reading.full) return;
    if (SKIPPED.has(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await readDirectory(path, reading);
    else if (entry.isFile()) await readOne(path, path, reading);
    else if (entry.isSymbolicLink()) await readLink(path, reading);
    else lose(reading, path, 'This is neither a file nor a folder.', 'take it out of the folder');
  }
}

/** A link to a file inside is read as that file; one to a folder could lead in circles. */
async function readLink(path: string, reading: Reading): Promise<void> {
  // A link to nothing has no real path.
  const target = await realpath(path).catch(() => null);
  if (target === null || !target.startsWith(reading.root + sep)) {
    const message =
      'This symbolic link leads out of the folder, or to nothing; it is not followed.';
    lose(reading, path, message, 'put the file itself there');
  } else if ((await lstat(target)).isFile()) await readOne(path, target, reading);
  else {
    const message = 'This symbolic link leads to a folder; it is not followed.';
    lose(reading, path, message, 'put the files themselves there');
  }
}

async function readOne(path: string, target: string, reading: Reading): Promise<void> {
  const { size, mode } = await stat(target);
  const fix = 'take out what learners do not need';
  if (size > limits.fileBytes) {
    const message = `The file has ${megabytes(size)} MB; at most ${limits.fileBytes / 2 ** 20} MB are read.`;
    lose(reading, path, message, fix);
    return;
  }
  if (reading.files.size >= MOST.files || reading.bytes + size > MOST.bytes) {
    const message = `The folder has more than ${MOST.files} files or ${MOST.bytes / 2 ** 20} MB; from here on nothing is read.`;
    lose(reading, path, message, 'import a folder of it, or use --only');
    reading.full = true;
    return;
  }
  reading.bytes += size;
  const name = nameOf(path, reading);
  reading.files.set(name, await readAtMost(target, size));
  if ((mode & 0o111) !== 0) reading.executable.add(name);
}

/** A file that grows while it is read must not outgrow the limit. */
async function readAtMost(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function lose(reading: Reading, path: string, message: string, fix: string): void {
  const file = nameOf(path, reading);
  reading.losses.push({ file, line: 1, kind: 'dropped', rule: 'folder', message, fix });
}

function nameOf(path: string, { root }: Reading): string {
  return relative(root, path).split(sep).join('/');
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
