import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type ParsedLab, parseLab } from '../parse/parse-lab.ts';
import type { Diagnostic, Lab } from '../schema.ts';
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

/** One lab from its folder, whose name is the slug. */
export async function loadLab(folder: string): Promise<ParsedLab> {
  const slug = basename(resolve(folder));
  try {
    const { source, diagnostics: unread } = await readFolder(folder, slug);
    const { lab, diagnostics } = parseLab(source);
    return { lab: unread.length > 0 ? null : lab, diagnostics: [...unread, ...diagnostics] };
  } catch (error) {
    if (!isFileSystemError(error)) throw error;
    return { lab: null, diagnostics: [unreadable(error)] };
  }
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
