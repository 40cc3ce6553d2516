import type { LabFile } from '@drydock/lab-format/schema';
import { type FileWrite, versionOf } from '@drydock/sandbox';

/**
 * What an author has changed among the files of a lab, as writes over the version before: a file that was changed
 * in the workspace meanwhile is somebody's work and stays, and so does one that the lab has no more.
 */
export function changedFiles(before: readonly LabFile[], after: readonly LabFile[]): FileWrite[] {
  const versions = new Map(before.map((file) => [file.path, versionOf(file.content)]));
  return after
    .map((file) => ({ ...file, baseVersion: versions.get(file.path) ?? null }))
    .filter(({ content, baseVersion }) => baseVersion !== versionOf(content));
}
