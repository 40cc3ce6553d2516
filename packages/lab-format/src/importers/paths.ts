/** A path inside the folder without `.`, `..` and double slashes; null when it leads out. */
export function normalPath(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/');
}

/** The folder of a path, without a slash at its end; empty for the top. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

export function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** Where the learner's machine of another platform has its home; a lab has its workspace. */
const HOMES = [
  '~/',
  '/root/',
  '$HOME/',
  '/home/scrapbook/tutorial/',
  '/home/scrapbook/',
  '/workspace/',
];

/** A path on the other platform's machine as one of the workspace; null when it lies elsewhere. */
export function workspacePathOf(path: string, roots: readonly string[] = []): string | null {
  const trimmed = path.trim();
  const homes = [...roots.map((root) => `${root.replace(/\/+$/, '')}/`), ...HOMES].filter(
    (home) => home !== '/',
  );
  const home = homes.find((each) => trimmed === each.slice(0, -1) || trimmed.startsWith(each));
  const inside = home === undefined ? trimmed : trimmed.slice(home.length);
  if (inside === '' || (home === undefined && /^[/~]/.test(inside))) return null;
  if (inside.split('/').includes('..') || /[\p{Cc}\\]/u.test(inside) || inside.length > 255)
    return null;
  const isLong = inside
    .split('/')
    .some((part) => new TextEncoder().encode(part).length > MOST_NAME);
  return isLong ? null : normalPath(inside);
}

/** Bytes that a disk takes for one name. */
const MOST_NAME = 255;
