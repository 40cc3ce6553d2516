import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Release } from '@drydock/sandbox';

/** An editor writes a file in several steps, or several files: they are one save when they come this close, in milliseconds. */
const QUIET_MS = 25;
/** A program that goes on writing must not keep the author waiting. */
const LONGEST_MS = 250;
/** Never part of a lab, and possibly large. */
const SKIPPED = new Set(['.git', 'node_modules']);
/** A lab has a handful; whoever names their home by mistake shall not use up the box's watches. */
const MOST_FOLDERS = 500;

export interface Watch {
  /** A folder, or a single file. */
  readonly path: string;
  /** Called after every save. */
  readonly onSave: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Follows all files below the path. Resolves when no save can be missed any more. Rejects when there is nothing.
 *
 * One watch for each folder, and none for files: what watches files loses those that an editor puts into the place of
 * the old one. Node's own recursive watch does (Linux, Node 20), and chokidar when it comes soon after another save.
 */
export async function watchFolder({ path, onSave, onError }: Watch): Promise<Release> {
  const watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let first = 0;
  let isOver = false;

  const noticed = (): void => {
    const now = performance.now();
    if (timer === undefined) first = now;
    clearTimeout(timer);
    const wait = Math.min(QUIET_MS, Math.max(0, first + LONGEST_MS - now));
    timer = setTimeout(settled, wait);
  };
  const settled = (): void => {
    timer = undefined;
    // New folders first: what is written into them from now on is noticed, and what was before is read.
    refresh()
      .catch(onError)
      .finally(() => !isOver && onSave());
  };
  const add = (folder: string, only?: string): void => {
    const watcher = watch(folder, (_event, name) => {
      if (only === undefined || name === only) noticed();
    });
    watcher.on('error', onError);
    watchers.push(watcher);
  };
  const refresh = async (): Promise<void> => {
    const folders = isFile ? [] : await foldersBelow(path);
    if (isOver || isFile) return;
    const before = watchers.length;
    // All anew: another folder may stand at the path by now. The old ones go after that, so that nothing is missed.
    for (const folder of folders) {
      try {
        add(folder);
      } catch (error) {
        // One that has just gone: the folder that it was in tells of it.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
    for (const watcher of watchers.splice(0, before)) watcher.close();
  };

  const isFile = !(await stat(path)).isDirectory();
  if (isFile) add(dirname(path), basename(path));
  else await refresh();
  return () => {
    isOver = true;
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

/** The folder itself and those in it; not what links lead to. */
async function foldersBelow(top: string): Promise<string[]> {
  const folders = [top];
  for (const folder of folders) {
    if (folders.length >= MOST_FOLDERS) break;
    // One that has just been removed has nothing in it.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !SKIPPED.has(entry.name)) folders.push(join(folder, entry.name));
    }
  }
  return folders;
}
