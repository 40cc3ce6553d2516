import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LabFile } from '@drydock/lab-format/schema';

/** All regular files of a folder, as a workspace gets them. Rejects with the file system's error. */
export async function workspaceFiles(folder: string): Promise<LabFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name);
        const { mode } = await stat(file);
        return {
          path: relative(folder, file),
          content: await readFile(file),
          executable: (mode & 0o100) !== 0,
        };
      }),
  );
}
