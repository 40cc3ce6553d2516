import { lstat, readlink } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
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

/** As realPlace, but of the entry itself: a link at its end is not followed, one on the way is. */
export async function entryPlace(workspace: string, path: string): Promise<string> {
  const normal = workspaceParts(path).join('/');
  const folder = dirname(normal);
  const above = folder === '.' ? workspace : await realPlace(workspace, folder);
  return join(above, basename(normal));
}

async function linkTarget(place: string): Promise<string | null> {
  const stats = await lstat(place).catch((error: NodeJS.ErrnoException) => {
    if (isNothing(error)) return null;
    throw error;
  });
  return stats?.isSymbolicLink() ? await readlink(place) : null;
}

/** Whether there is nothing at such a place; also where no name can be as long. */
export function isNothing({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
