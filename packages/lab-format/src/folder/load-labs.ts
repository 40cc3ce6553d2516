import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseLab } from '../parse/parse-lab.ts';
import type { Diagnostic, Lab } from '../schema.ts';
import { type LoadedLab, loadFile } from './load-file.ts';
import { readFolder } from './read-folder.ts';

export interface LoadedLabs {
  readonly labs: Lab[];
  readonly broken: { readonly slug: string; readonly diagnostics: Diagnostic[] }[];
}

/** Every folder of `directory` as a lab, by name. A broken one does not keep the others from loading. */
export async function loadLabs(directory: string): Promise<LoadedLabs> {
  const entries = await readdir(directory, { withFileTypes: true });
  const slugs = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .toSorted();
  const loaded: LoadedLabs = { labs: [], broken: [] };
  for (const slug of slugs) {
    const { lab, diagnostics } = await loadLab(join(directory, slug));
    if (lab === null) loaded.broken.push({ slug, diagnostics });
    else loaded.labs.push(lab);
  }
  return loaded;
}

/** One lab from its folder, whose name is the slug; or from a single Markdown file, such as a README. */
export async function loadLab(path: string): Promise<LoadedLab> {
  try {
    return (await stat(path)).isDirectory() ? await loadFolder(path) : await loadFile(path);
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    return { lab: null, source: null, folder: path, diagnostics: [unreadable(error)] };
  }
}

async function loadFolder(folder: string): Promise<LoadedLab> {
  const { source, diagnostics: unread } = await readFolder(folder, basename(resolve(folder)));
  // Nothing was read: that a lab.md is missing would be no news.
  if (source.files.size === 0 && unread.length > 0) {
    return { folder, source, lab: null, diagnostics: unread };
  }
  const { lab, diagnostics } = parseLab(source);
  const isWhole = unread.length === 0;
  return { folder, source, lab: isWhole ? lab : null, diagnostics: [...unread, ...diagnostics] };
}

function isFileSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function unreadable(error: NodeJS.ErrnoException): Diagnostic {
  return {
    file: '.',
    line: 1,
    column: 1,
    severity: 'error',
    rule: 'folder',
    message: `The folder could not be read: ${error.code ?? error.message}.`,
    fix: error.code === 'ENOENT' ? 'see that it exists' : 'see that you may read it',
  };
}
