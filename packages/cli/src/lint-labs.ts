import { join, relative } from 'node:path';
import { loadLab } from '@drydock/lab-format/folder';
import { fullName, lintImages } from '@drydock/lab-format/lint';
import type { Diagnostic } from '@drydock/lab-format/schema';
import { type OfferedImage, offeredImages } from '@drydock/sandbox/catalogue';

export interface LintResult {
  readonly labs: readonly LintedLab[];
  readonly errors: number;
  readonly warnings: number;
}

export interface LintedLab {
  /** Of its folder or file, from the working directory. */
  readonly path: string;
  /** Null when it could not be read. */
  readonly slug: string | null;
  /** None when the lab could not be read. */
  readonly images: readonly UsedImage[];
  /** Their files are paths from the working directory, too. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface UsedImage {
  readonly name: string;
  readonly inCatalogue: boolean;
  /** Null where this box does not know: the image is not in the catalogue, or the box was never prepared. */
  readonly bytes: number | null;
}

/** Reads each folder, or single file, as a lab. Rejects only when the catalogue is broken. */
export async function lintLabs(
  paths: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<LintResult> {
  const offered = await offeredImages(environment);
  const labs: LintedLab[] = [];
  for (const path of paths) labs.push(await lintLab(path, offered));
  const all = labs.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return { labs, errors, warnings: all.length - errors };
}

async function lintLab(path: string, offered: readonly OfferedImage[]): Promise<LintedLab> {
  const { lab, source, folder, diagnostics } = await loadLab(path);
  const catalogue = offered.map(({ name }) => name);
  const ofImages = lab && source ? lintImages({ lab, source, catalogue }) : [];
  const sizes = new Map(offered.map(({ name, bytes }) => [fullName(name), bytes]));
  return {
    path: fromHere(path),
    slug: source?.slug ?? null,
    images: (lab?.images ?? []).map((name) => ({
      name,
      inCatalogue: sizes.has(fullName(name)),
      bytes: sizes.get(fullName(name)) ?? null,
    })),
    diagnostics: [...diagnostics, ...ofImages]
      .map((diagnostic) => ({ ...diagnostic, file: fromHere(join(folder, diagnostic.file)) }))
      .toSorted(byPlace),
  };
}

function fromHere(path: string): string {
  return relative('', path) || '.';
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
