import { lstat, open, opendir, realpath, stat } from 'node:fs/promises';
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
 * Reads a lab's folder into memory. It is looked through first: of one that is over the limits of a lab nothing is
 * read. Symbolic links that lead out of it are refused. Rejects only when `folder` itself cannot be read.
 */
export async function readFolder(folder: string, slug: string): Promise<ReadFolder> {
  const root = await realpath(folder);
  const look: Look = { root, report: createReport(), found: [], bytes: 0, folders: 0 };
  const files = new Map<string, Uint8Array>();
  const executable = new Set<string>();
  if (await lookThrough(root, look)) {
    for (const { path, name, mode } of look.found.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      try {
        files.set(name, await readAtMost(path, limits.fileBytes));
        if ((mode & 0o111) !== 0) executable.add(name);
      } catch (error) {
        refuse(
          look,
          path,
          `The file could not be read: ${codeOf(error)}.`,
          'see that you may read it',
        );
      }
    }
  }
  return { source: { slug, files, executable }, diagnostics: look.report.diagnostics() };
}

interface Found {
  readonly path: string;
  /** In the folder, with `/`. */
  readonly name: string;
  readonly size: number;
  readonly mode: number;
}

interface Look {
  readonly root: string;
  readonly report: Report;
  readonly found: Found[];
  bytes: number;
  folders: number;
}

/** Never part of a lab, and possibly large. */
const SKIPPED = new Set(['.git', 'node_modules', '.DS_Store']);

/** Finds the files; false as soon as they are too many or too large. */
async function lookThrough(directory: string, look: Look): Promise<boolean> {
  look.folders += 1;
  // One name after the other: a folder may have millions.
  for await (const entry of await opendir(directory)) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!(await lookThrough(path, look))) return false;
    } else if (entry.isFile()) await addFile(path, path, look);
    else if (entry.isSymbolicLink()) await addLink(path, look);
    else refuse(look, path, 'This is neither a file nor a folder.', 'remove it');
    if (!isWithinLimits(directory, look)) return false;
  }
  return true;
}

function isWithinLimits(directory: string, look: Look): boolean {
  const { found, folders, bytes } = look;
  if (found.length > limits.labFiles || folders > limits.labFiles) {
    const what = found.length > limits.labFiles ? 'files' : 'folders';
    const message = `The lab has more than ${limits.labFiles} ${what}.`;
    refuse(look, directory, message, 'take out what learners do not need');
    return false;
  }
  if (bytes <= limits.labBytes) return true;
  const [largest] = found.toSorted((a, b) => b.size - a.size);
  const message = `The lab is larger than ${limits.labBytes / 2 ** 20} MB.`;
  const named = largest ? `${largest.name} (${Math.ceil(largest.size / 2 ** 20)} MB)` : '';
  refuse(look, look.root, message, `take out what learners do not need, such as ${named}`);
  return false;
}

/** A link to a file inside the lab is read as that file; one to a folder could lead in circles. */
async function addLink(path: string, look: Look): Promise<void> {
  const target = await realpath(path).catch(() => null);
  if (target === null || !target.startsWith(look.root + sep)) {
    const message = 'This symbolic link leads out of the lab, or to nothing.';
    refuse(look, path, message, 'put a copy of the file in its place');
  } else if ((await lstat(target)).isFile()) {
    await addFile(path, target, look);
  } else {
    const message = 'This symbolic link does not lead to a file.';
    refuse(look, path, message, 'put a copy of the folder in its place');
  }
}

async function addFile(path: string, target: string, look: Look): Promise<void> {
  const { size, mode } = await stat(target);
  if (size > limits.fileBytes) {
    const message = `The file is larger than ${limits.fileBytes / 2 ** 20} MB.`;
    refuse(look, path, message, 'make it smaller, or let learners fetch it');
    return;
  }
  look.bytes += size;
  look.found.push({ path: target, name: nameOf(path, look), size, mode });
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

function refuse(look: Look, path: string, message: string, fix: string): void {
  look.report.error(startOf(nameOf(path, look) || '.'), { rule: 'folder', message, fix });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function nameOf(path: string, { root }: Look): string {
  return relative(root, path).split(sep).join('/');
}
