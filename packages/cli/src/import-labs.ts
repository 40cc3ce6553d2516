import { stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { loadLab } from '@drydock/lab-format/folder';
import {
  type ForeignSource,
  type Format,
  formats,
  type ImportedLab,
  importLabs,
  type Loss,
} from '@drydock/lab-format/importers';
import type { Diagnostic } from '@drydock/lab-format/schema';
import { cloneRepository, isRepository, withoutPassword } from './import-clone.ts';
import { readForeignFolder } from './import-folder.ts';
import { isTaken, writeLab } from './import-write.ts';

export interface ImportFrom {
  /** A folder, a Markdown file, or the URL of a git repository. */
  readonly from: string;
  readonly to?: string | undefined;
  readonly format?: string;
  readonly only?: string | undefined;
  readonly force?: boolean;
}

export interface ImportResult {
  readonly from: string;
  readonly labs: readonly WrittenLab[];
  /** What of the source could not be read at all. */
  readonly losses: readonly Loss[];
}

export interface WrittenLab {
  readonly slug: string;
  readonly format: Format;
  /** The foreign file it was made from. */
  readonly origin: string;
  /** The lab's folder; null when it was not written. */
  readonly path: string | null;
  /** Why it was not written, when its losses do not say so. */
  readonly refused?: string;
  readonly steps: number;
  readonly blocks: number;
  readonly losses: readonly Loss[];
  /** What is wrong with the lab as it was written. */
  readonly errors: readonly Diagnostic[];
}

/** Imports every lab of the source. Rejects with an Error when the source cannot be had. */
export async function importFrom(options: ImportFrom): Promise<ImportResult> {
  if (!isRepository(options.from)) return await importFolder(options, options.from);
  const clone = await cloneRepository(options.from);
  try {
    return await importFolder(options, clone.folder, nameOf(options.from));
  } finally {
    await clone.remove();
  }
}

async function importFolder(
  options: ImportFrom,
  path: string,
  name = basename(resolve(path)),
): Promise<ImportResult> {
  const isFile = (await stat(path)).isFile();
  const folder = isFile ? dirname(path) : path;
  const { files, executable, losses } = await readForeignFolder(folder);
  const source: ForeignSource = { name, files, executable };
  const only = isFile ? basename(path) : options.only?.replace(/^\.\//, '');
  const imported = importLabs(source, {
    format: formatOf(options.format),
    ...(only === undefined ? {} : { at: only }),
  });
  const labs: WrittenLab[] = [];
  for (const lab of imported) {
    labs.push(await write(lab, targetOf(lab, options, imported.length), options.force === true));
  }
  return { from: withoutPassword(options.from), labs, losses };
}

function formatOf(given: string | undefined): Format | 'auto' {
  return formats.find((format) => format === given) ?? 'auto';
}

function targetOf({ slug }: ImportedLab, { to }: ImportFrom, count: number): string {
  if (to === undefined) return join('labs', slug);
  return count === 1 ? to : join(to, slug);
}

async function write(lab: ImportedLab, folder: string, force: boolean): Promise<WrittenLab> {
  const { slug, format, origin, losses } = lab;
  const unwritten = { slug, format, origin, path: null, steps: 0, blocks: 0, losses, errors: [] };
  if (lab.files.size === 0) return unwritten;
  if (!force && (await isTaken(folder))) {
    const refused = `${folder} is there already, and nothing of it is overwritten. Choose another folder by --to, or add --force.`;
    return { ...unwritten, refused };
  }
  await writeLab(lab, folder);
  const { lab: native, diagnostics } = await loadLab(folder);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return {
    ...unwritten,
    path: relative('', folder) || '.',
    steps: native?.steps.length ?? 0,
    blocks: native?.steps.reduce((sum, { blocks }) => sum + blocks.length, 0) ?? 0,
    errors,
  };
}

function nameOf(url: string): string {
  const last =
    url
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split(/[/:]/)
      .at(-1) ?? '';
  return last.replace(/\.git$/, '') || 'lab';
}
