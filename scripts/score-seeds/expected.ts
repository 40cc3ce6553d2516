import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What somebody who read a document by hand says of one place in it. */
export interface Entry {
  readonly seed: string;
  readonly file: string;
  readonly kind: 'command' | 'output' | 'file' | 'manual';
  /** The text itself, without prompt and indent. */
  readonly command: string;
  readonly line: number;
  /** `fence`, `indented`, `inline` or `prose`. */
  readonly source: string;
  /** `mention` is a command that is only spoken of. */
  readonly runnable?: string;
  readonly illustrative?: boolean;
  readonly needs?: string;
  /** Of a file: which one, and what is done to it, such as `insert-after:FROM`. */
  readonly path?: string;
  readonly op?: string;
}

/** The entries of `commands.json` in the folder, by document, in their order. */
export async function readExpected(folder: string): Promise<Map<string, Entry[]>> {
  const entries: unknown = JSON.parse(await readFile(join(folder, 'commands.json'), 'utf8'));
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new Error('commands.json is not a list of what the documents hold.');
  }
  const bySeed = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = bySeed.get(entry.seed);
    if (same === undefined) bySeed.set(entry.seed, [entry]);
    else same.push(entry);
  }
  return bySeed;
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  const texts = ['seed', 'file', 'kind', 'command', 'source'];
  return texts.every((key) => typeof entry[key] === 'string') && typeof entry.line === 'number';
}
