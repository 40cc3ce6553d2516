import type { LabSource } from '../source.ts';

/** Formats of other platforms; `readme` is any Markdown that was written for people alone. */
export const formats = ['katacoda', 'labspace', 'pwd', 'mkdocs', 'readme'] as const;
export type Format = (typeof formats)[number];

/** A folder or repository as it is elsewhere, in memory. */
export interface ForeignSource {
  /** Names a lab whose files do not; such as the folder's or repository's name. */
  readonly name: string;
  /** By path inside the folder, with `/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly executable?: ReadonlySet<string>;
}

/** Something that could not be carried over as it was. Lines count from 1, in the foreign file. */
export interface Loss {
  readonly file: string;
  readonly line: number;
  /** `dropped`: it is not in the lab. `changed`: it is, but not as it was. */
  readonly kind: 'dropped' | 'changed';
  /** A short name for this sort of loss, such as `html` or `missing-file`. */
  readonly rule: string;
  /** What was lost, and why. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

/** A lab in the native format, as `parseLab` takes it. Without files, nothing of it could be read: the losses say why. */
export interface ImportedLab extends LabSource {
  readonly format: Format;
  /** The foreign file that it was made from. */
  readonly origin: string;
  readonly executable: ReadonlySet<string>;
  readonly losses: readonly Loss[];
}

/** What an importer of one format has in hand. */
export interface ImportOne {
  readonly source: ForeignSource;
  /** The file that tells that a lab is here: `course/index.json`, `README.md`. */
  readonly origin: string;
  readonly slug: string;
}
