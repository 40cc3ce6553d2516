import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pack as createPack } from 'tar-stream';

/** One file of a build context or of an image layer. Folders are implied by the paths. */
export interface ContextFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly content: Uint8Array;
  /** 0o755 or 0o644: all that git keeps of a mode. */
  readonly mode: number;
}

/** All files below a folder. Links and devices are refused: a context is plain files. */
export async function readFolder(folder: string): Promise<ContextFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const { mode } = await lstat(file);
      if (!entry.isFile()) throw new Error(`${file} is not a plain file.`);
      return {
        path: file.slice(folder.length + 1),
        content: await readFile(file),
        mode: mode & 0o100 ? 0o755 : 0o644,
      };
    }),
  );
}

/** What a layer has beside files: links (path -> where to) and empty folders. */
export interface Skeleton {
  readonly links: Readonly<Record<string, string>>;
  readonly folders: readonly string[];
}

/** A tar of the files in the order of their paths, all of one owner and of one time, so that equal files give equal tars. */
export function packFiles(
  files: readonly ContextFile[],
  owner = 0,
  { links, folders }: Skeleton = { links: {}, folders: [] },
): Readable {
  const pack = createPack();
  const common = { uid: owner, gid: owner, mtime: new Date(0) };
  for (const [name, linkname] of Object.entries(links))
    pack.entry({ ...common, name, type: 'symlink', linkname });
  for (const name of [...folders.map((folder) => `${folder}/`), ...foldersOf(files)])
    pack.entry({ ...common, name, type: 'directory', mode: 0o755 });
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    pack.entry({ ...common, name: file.path, mode: file.mode }, Buffer.from(file.content));
  }
  pack.finalize();
  return pack as unknown as Readable;
}

/** Every folder above the files, parents first. */
function foldersOf(files: readonly ContextFile[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => {
      folders.add(`${parts.slice(0, index + 1).join('/')}/`);
    });
  }
  return [...folders].sort();
}
