/** A lab's folder in memory: what the parser reads. */
export interface LabSource {
  /** The folder's name. */
  readonly slug: string;
  /** By path inside the folder, with `/`: `lab.md`, `checks/built.sh`, `files/app/index.js`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The file of `files` that is the whole lab, however it is called: any Markdown document. */
  readonly readme?: string;
  /** Paths of `files` that are executable. */
  readonly executable?: ReadonlySet<string>;
}
