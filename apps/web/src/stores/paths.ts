/** Where a path leads when what is at `from` goes to `to`; null when it is neither that nor below it. */
export function movedPath(path: string, from: string, to: string): string | null {
  if (path === from) return to;
  return path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : null;
}

/** The folder that a path is in; empty for the workspace. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A name in a folder; the workspace has no name. */
export function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
