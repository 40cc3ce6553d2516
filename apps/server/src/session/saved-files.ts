import type { LabFile } from '@drydock/lab-format/schema';
import { type FileWrite, versionOf } from '@drydock/sandbox';

export interface SavedFilesOptions {
  /** As the lab has them now. */
  readonly files: () => readonly LabFile[];
  /** Into the workspace; rejects when there is no sandbox. */
  readonly write: (files: readonly FileWrite[]) => Promise<unknown>;
  readonly report: (error: unknown, what: string) => void;
}

/** Brings what an author saves among the files of a lab into the workspace: one save after the other. */
export class SavedFiles {
  readonly #options: SavedFilesOptions;
  /** What the workspace got last. A save that could not be placed comes with the next. */
  #placed: readonly LabFile[];
  #placing: Promise<void> = Promise.resolve();

  /** The workspace gets the files as they are now from somebody else. */
  constructor(options: SavedFilesOptions) {
    this.#options = options;
    this.#placed = options.files();
  }

  /** Places what has changed since, when those before are through. */
  place(): void {
    const { files, write, report } = this.#options;
    this.#placing = this.#placing
      .then(async () => {
        const now = files();
        // No learner waits for checksums of files that nobody writes.
        if (now === this.#placed) return;
        const writes = changedFiles(this.#placed, now);
        if (writes.length > 0) await write(writes);
        this.#placed = now;
      })
      .catch((error) => report(error, 'placing files of a saved lab'));
  }
}

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
