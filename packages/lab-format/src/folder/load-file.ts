import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { limits } from '../limits.ts';
import { type ParsedLab, parseReadme } from '../parse/parse-lab.ts';
import { createReport, startOf } from '../report.ts';
import type { LabSource } from '../source.ts';
import { readAtMost } from './read-folder.ts';

/** A lab with what it was read from. */
export interface LoadedLab extends ParsedLab {
  /** The folder that the files of diagnostics are in. */
  readonly folder: string;
  /** Null when it could not be read. */
  readonly source: LabSource | null;
}

/** A Markdown file alone, as a lab of that name. Rejects when it cannot be read. */
export async function loadFile(path: string): Promise<LoadedLab> {
  const file = basename(path);
  const folder = dirname(path);
  const { size } = await stat(path);
  if (!/\.(?:md|markdown)$/i.test(file) || size > limits.fileBytes) {
    const report = createReport();
    report.error(startOf(file), {
      rule: 'folder',
      message: 'A lab is a folder, or one Markdown file.',
      fix: 'name the folder, or a file that ends in .md',
    });
    return { folder, source: null, lab: null, diagnostics: report.diagnostics() };
  }
  const bytes = await readAtMost(path, limits.fileBytes);
  const slug = file.replace(/\.\w+$/, '').toLowerCase();
  const source = { slug, files: new Map([[file, bytes]]), readme: file };
  return { folder, source, ...parseReadme({ slug, file, bytes }) };
}
