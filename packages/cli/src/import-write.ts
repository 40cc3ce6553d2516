import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { ImportedLab } from '@drydock/lab-format/importers';

/** Whether there is something already where a lab is to be written. */
export async function isTaken(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Writes a lab's files; what an import has written there before is removed, all else stays. */
export async function writeLab(lab: ImportedLab, folder: string): Promise<void> {
  if (await isTaken(folder)) await clear(folder);
  for (const [path, content] of lab.files) {
    const target = resolve(folder, path);
    // The importers give no such path; a mistake in them must not reach other folders.
    if (!target.startsWith(resolve(folder) + sep)) throw new Error(`${path} leads out of the lab.`);
    await mkdir(dirname(target), { recursive: true });
    const runs = lab.executable.has(path) || /^(?:checks|solution)\//.test(path);
    await writeFile(target, content, { mode: runs ? 0o755 : 0o644 });
  }
}

async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const isOurs = /^(?:lab\.yaml|.+\.md|checks|solution|files|images)$/.test(name);
    if (isOurs) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
