import type { FileChange } from '@drydock/sandbox';

/** Of one file; what is older is of use to no build that is still told. */
const MOST_VERSIONS = 20;
const MOST_FILES = 5000;

interface Version {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the content; null when it was not there. */
  readonly version: string | null;
}

/** When which file of the workspace has changed, as far as it was watched. */
export class FileHistory {
  readonly #files = new Map<string, Version[]>();

  note(changes: readonly FileChange[], at: number): void {
    for (const { path, version } of changes) {
      const versions = this.#files.get(path) ?? [];
      if (versions.length > 0 && versions.at(-1)?.version === version) continue;
      versions.push({ at, version });
      if (versions.length > MOST_VERSIONS) versions.shift();
      // Last in the order: what has not changed for the longest time goes first.
      this.#files.delete(path);
      this.#files.set(path, versions);
    }
    for (const path of this.#files.keys()) {
      if (this.#files.size <= MOST_FILES) break;
      this.#files.delete(path);
    }
  }

  /** What is another at `until` than it was at `from`, with the moment when it became so. */
  changedBetween(from: number, until: number): { path: string; at: number }[] {
    const changed: { path: string; at: number }[] = [];
    for (const [path, versions] of this.#files) {
      const before = versions.findLast(({ at }) => at <= from);
      const after = versions.findLast(({ at }) => at <= until);
      if (!after || after === before) continue;
      if (!before || before.version !== after.version) changed.push({ path, at: after.at });
    }
    // A folder has no version, as a file that was removed; but something is in it.
    const isFolder = (path: string) =>
      [...this.#files.keys()].some((each) => each.startsWith(`${path}/`));
    const files = changed.filter(
      ({ path }) => this.#files.get(path)?.at(-1)?.version !== null || !isFolder(path),
    );
    return files.sort((a, b) => b.at - a.at || a.path.localeCompare(b.path));
  }
}
