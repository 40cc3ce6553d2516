import { type FSWatcher, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_FILE_SIZE, versionOf } from '../../content.ts';
import type { FileChange, Release } from '../../driver.ts';
import { type TreeEntry, walkTree } from './tree.ts';

const GATHER_MS = 30;

export interface TreeWatch {
  /** The tree as it was when the watch began is known: changes from now on are reported. */
  readonly ready: Promise<void>;
  readonly release: Release;
}

/** Any stir in any folder makes it compare the whole tree with what it was. */
export function watchTree(
  workspace: string,
  listener: (changes: readonly FileChange[]) => void,
): TreeWatch {
  const watchers = new Map<string, FSWatcher>();
  let known = new Map<string, TreeEntry>();
  let released = false;
  let timer: NodeJS.Timeout | undefined;
  let comparing: Promise<void> = scan().then((entries) => {
    known = entries;
  });
  const ready = comparing;

  function stir(): void {
    if (released || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      comparing = comparing.then(compare);
    }, GATHER_MS);
  }

  async function scan(): Promise<Map<string, TreeEntry>> {
    const entries = new Map<string, TreeEntry>();
    for await (const entry of walkTree(workspace, watchFolder)) entries.set(entry.path, entry);
    for (const folder of watchers.keys()) {
      const path = folder.slice(workspace.length + 1);
      if (path !== '' && entries.get(path)?.kind !== 'folder') unwatch(folder);
    }
    return entries;
  }

  async function compare(): Promise<void> {
    if (released) return;
    const before = known;
    known = await scan();
    const changes: FileChange[] = [];
    for (const path of before.keys()) {
      if (!known.has(path)) changes.push({ path, version: null, structural: true });
    }
    for (const entry of known.values()) {
      const earlier = before.get(entry.path);
      if (earlier?.stamp === entry.stamp) continue;
      const version = await versionAt(workspace, entry);
      changes.push({ path: entry.path, version, structural: earlier?.kind !== entry.kind });
    }
    if (changes.length > 0 && !released) listener(changes);
  }

  function watchFolder(folder: string): void {
    if (released || watchers.has(folder)) return;
    try {
      const watcher = watch(folder, stir);
      watchers.set(folder, watcher);
      // A folder that is removed: its parent tells.
      watcher.on('error', () => unwatch(folder));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  function unwatch(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    ready,
    release() {
      released = true;
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) unwatch(folder);
    },
  };
}

async function versionAt(workspace: string, entry: TreeEntry): Promise<string | null> {
  if (entry.kind === 'folder' || entry.size > MAX_FILE_SIZE) return null;
  try {
    return versionOf(await readFile(join(workspace, entry.path)));
  } catch (error) {
    // Gone since, or a link to nowhere.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
