import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { limits } from '../limits.ts';
import { createReport, type Report, startOf } from '../report.ts';
import type { Diagnostic } from '../schema.ts';
import type { LabSource } from '../source.ts';

export interface ReadFolder {
  readonly source: LabSource;
  /** What could not be read, by its path in the folder. */
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads a lab's folder into memory. Symbolic links that lead out of it are refused, and reading stops at
 * the limits of a lab. Rejects only when `folder` itself is not a folder that can be read.
 */
export async function readFolder(folder: string, slug: string): Promise<ReadFolder> {
  const root = await realpath(folder);
  const reading: Reading = {
    root,
    report: createReport(),
    files: new Map(),
    executable: new Set(),
    bytes: 0,
  };
  await readDirectory(root, reading);
  const { files, executable, report } = reading;
  return { source: { slug, files, executable }, diagnostics: report.diagnostics() };
}

interface Reading {
  readonly root: string;
  readonly report: Report;
  readonly files: Map<string, Uint8Array>;
  readonly executable: Set<string>;
  bytes: number;
}

/** Never part of a lab, and possibly large. */
const SKIPPED = new Set(['.git', 'node_modules', '.DS_Store']);

async function readDirectory(directory: string, reading: Reading): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (SKIPPED.has(entry.name)) continue;
    if (reading.files.size >= limits.labFiles) {
      refuse(reading, directory, `The lab has more than ${limits.labFiles} files.`);
      return;
    }
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await readDirectory(path, reading);
    else if (entry.isFile()) await readOne(path, reading);
    else if (entry.isSymbolicLink()) await readLink(path, reading);
    else refuse(reading, path, 'This is neither a file nor a folder.');
  }
}

/** A link to a file inside the lab is read as that file; one to a folder could lead in circles. */
async function readLink(path: string, reading: Reading): Promise<void> {
  const target = await realpath(path).catch(() => null);
  if (target === null || !target.startsWith(reading.root + sep)) {
    refuse(reading, path, 'This symbolic link leads out of the lab, or to nothing.');
  } else if ((await lstat(target)).isFile()) {
    await readOne(path, reading);
  } else {
    refuse(reading, path, 'This symbolic link does not lead to a file.');
  }
}

async function readOne(path: string, reading: Reading): Promise<void> {
  const { size, mode } = await stat(path);
  if (size > limits.fileBytes) {
    refuse(reading, path, `The file is larger than ${limits.fileBytes / 2 ** 20} MB.`);
    return;
  }
  reading.bytes += size;
  if (reading.bytes > limits.labBytes) {
    refuse(reading, path, `The lab is larger than ${limits.labBytes / 2 ** 20} MB.`);
    return;
  }
  const name = nameOf(path, reading);
  reading.files.set(name, await readAtMost(path, limits.fileBytes));
  if ((mode & 0o111) !== 0) reading.executable.add(name);
}

/** A file that grows while it is read must not outgrow the limit. */
export async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.min(size, limit));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuse(reading: Reading, path: string, message: string): void {
  reading.report.error(startOf(nameOf(path, reading) || '.'), { rule: 'folder', message });
}

function nameOf(path: string, reading: Reading): string {
  return relative(reading.root, path).split(sep).join('/');
}
