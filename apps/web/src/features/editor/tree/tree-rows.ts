import type { FileEntry } from '@drydock/protocol';
import { folderOf, nameOf } from '../../../stores/paths.ts';

export interface TreeNode {
  readonly path: string;
  readonly name: string;
  readonly kind: FileEntry['kind'];
  readonly depth: number;
  /** Among those in the same folder, from 1, of how many: the rows themselves stand in no folders. */
  readonly position: number;
  readonly siblings: number;
}

/** The rows of the tree from top to bottom: folders first, each by name, without what is in closed folders. */
export function treeRows(entries: readonly FileEntry[], closed: ReadonlySet<string>): TreeNode[] {
  const children = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const parent = folderOf(entry.path);
    const siblings = children.get(parent);
    if (siblings) siblings.push(entry);
    else children.set(parent, [entry]);
  }
  const rows: TreeNode[] = [];
  const visit = (parent: string, depth: number) => {
    const within = (children.get(parent) ?? []).sort(byKindAndName);
    for (const [index, { path, kind }] of within.entries()) {
      const place = { depth, position: index + 1, siblings: within.length };
      rows.push({ path, kind, name: nameOf(path), ...place });
      if (kind === 'folder' && !closed.has(path)) visit(path, depth + 1);
    }
  };
  visit('', 0);
  return rows;
}

function byKindAndName(a: FileEntry, b: FileEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  return a.path.localeCompare(b.path, 'en', { numeric: true });
}
