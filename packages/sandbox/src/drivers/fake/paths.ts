import { lstat, readlink } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { outside, workspaceParts } from '../../workspace-path.ts';

const MAX_LINKS = 40;

/** The real place of a workspace path: links followed, PATH_OUTSIDE_WORKSPACE when they lead outside. Need not exist. */
export async function realPlace(workspace: string, path: string): Promise<string> {
  const pending = [...workspaceParts(path)];
  let place = workspace;
  let links = 0;
  for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
    const next = join(place, part);
    const target = await linkTarget(next);
    if (target === null) {
      place = next;
      continue;
    }
    links += 1;
    const inside = relative(workspace, resolve(place, target));
    if (links > MAX_LINKS || inside.startsWith('..')) throw outside(path);
    pending.unshift(...inside.split('/').filter(Boolean));
    place = workspace;
  }
  return place;
}

async function linkTarget(place: string): Promise<string | null> {
  const stats = await lstat(place).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return stats?.isSymbolicLink() ? await readlink(place) : null;
}
