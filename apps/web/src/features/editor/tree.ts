import type { FileEntry } from '@drydock/protocol';

export interface TreeNode {
  readonly path: string;
  readonly name: string;
  readonly kind: FileEntry['kind'];
  readonly depth: number;
}

/** The rows of the tree from top to bottom: folders first, each by name, without what is in closed folders. */
export function treeRows(entries: readonly FileEntry[], closed: ReadonlySet<string>): TreeNode[] {
  const children = new Map<string, FileEntry[]>();
  for (const entry of entries) {
    const parent = parentOf(entry.path);
    const siblings = children.get(parent);
    if (siblings) siblings.push(entry);
    else children.set(parent, [entry]);
  }
  const rows: TreeNode[] = [];
  const visit = (parent: string, depth: number) => {
    for (const { path, kind } of (children.get(parent) ?? []).sort(byKindAndName)) {
      rows.push({ path, kind, depth, name: path.slice(path.lastIndexOf('/') + 1) });
      if (kind === 'folder' && !closed.has(path)) visit(path, depth + 1);
    }
  };
  visit('', 0);
  return rows;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function byKindAndName(a: FileEntry, b: FileEntry): number {
  if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
  return a.path.localeCompare(b.path, 'en', { numeric: true });
}
