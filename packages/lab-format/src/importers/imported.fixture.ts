import { parseLab } from '../parse/parse-lab.ts';
import type { Block, Diagnostic, Lab } from '../schema.ts';
import type { ImportedLab, Loss } from './foreign.ts';
import { type ImportOptions, importLabs } from './index.ts';

/** Files of a foreign folder; their content is text or bytes. */
export type ForeignFiles = Readonly<Record<string, string | Uint8Array>>;

export interface Imported {
  readonly imported: ImportedLab;
  readonly lab: Lab;
  readonly blocks: readonly Block[];
  /** `file:line kind rule`. */
  readonly losses: readonly string[];
  /** A file of the native lab. */
  text(path: string): string;
}

export function sourceOf(files: ForeignFiles) {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(
    ([path, content]) =>
      [path, typeof content === 'string' ? encoder.encode(content) : content] as const,
  );
  return { name: 'source', files: new Map(entries) };
}

/** The only lab of a folder, imported and read again; throws when there is not exactly one, or it has errors. */
export function importOnly(files: ForeignFiles, options?: ImportOptions): Imported {
  const labs = importLabs(sourceOf(files), options);
  const [imported] = labs;
  if (imported === undefined || labs.length !== 1)
    throw new Error(`${labs.length} labs were imported.`);
  const { lab, errors } = readAgain(imported);
  if (lab === null) throw new Error(`The lab has errors: ${JSON.stringify(errors)}`);
  return {
    imported,
    lab,
    blocks: lab.steps.flatMap(({ blocks }) => blocks),
    losses: imported.losses.map(shortLoss),
    text: (path) => new TextDecoder().decode(imported.files.get(path)),
  };
}

export function readAgain(imported: ImportedLab): { lab: Lab | null; errors: Diagnostic[] } {
  const { lab, diagnostics } = parseLab(imported);
  return { lab, errors: diagnostics.filter(({ severity }) => severity === 'error') };
}

function shortLoss({ file, line, kind, rule }: Loss): string {
  return `${file}:${line} ${kind} ${rule}`;
}

/** A scenario with one page. */
export function scenario(page: string, more: ForeignFiles = {}): ForeignFiles {
  const index = { title: 'Boats', details: { steps: [{ title: 'Sail', text: 'sail.md' }] } };
  return { 'index.json': JSON.stringify(index), 'sail.md': page, ...more };
}
