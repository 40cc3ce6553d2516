import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TEMPORARY_PREFIX, UNENTERED_FOLDERS } from '../../content.ts';

export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly size: number;
  /** Differs when the entry was written to or replaced. */
  readonly stamp: string;
}

/** Walks a workspace, folders before what is in them, by name. What vanishes on the way is left out. */
export async function* walkTree(
  workspace: string,
  onFolder?: (folder: string) => void,
): AsyncGenerator<TreeEntry> {
  yield* walk('');

  async function* walk(folder: string): AsyncGenerator<TreeEntry> {
    // Before reading: what comes after the reading is then told by the watch.
    onFolder?.(join(workspace, folder));
    for (const child of await childrenOf(join(workspace, folder))) {
      if (child.name.startsWith(TEMPORARY_PREFIX)) continue;
      const path = folder === '' ? child.name : `${folder}/${child.name}`;
      const entry = await describe(workspace, path);
      if (entry) yield entry;
      if (child.isDirectory() && !UNENTERED_FOLDERS.has(child.name)) yield* walk(path);
    }
  }
}

async function childrenOf(folder: string): Promise<Dirent[]> {
  const children = await readdir(folder, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return [];
      throw error;
    },
  );
  return children.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function describe(workspace: string, path: string): Promise<TreeEntry | null> {
  const stats = await stat(join(workspace, path)).catch((error: NodeJS.ErrnoException) => {
    // A link to nowhere is an entry all the same.
    if (error.code === 'ENOENT' || error.code === 'ELOOP') return null;
    throw error;
  });
  if (!stats) return { path, kind: 'file', size: 0, stamp: '' };
  const kind = stats.isDirectory() ? 'folder' : 'file';
  const stamp = kind === 'folder' ? kind : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
  return { path, kind, size: kind === 'folder' ? 0 : stats.size, stamp };
}
