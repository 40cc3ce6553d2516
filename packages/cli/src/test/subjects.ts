import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type Diagnostic, type Lab, type LabFile, parseReadme } from '@drydock/lab-format';
import { loadLab } from '@drydock/lab-format/folder';
import { fullName } from '@drydock/lab-format/lint';
import { offeredImages } from '@drydock/sandbox/catalogue';

/** What is to be played: a lab, or any Markdown document as one. */
export type Subject =
  | {
      readonly type: 'playable';
      readonly of: 'lab' | 'readme';
      readonly lab: Lab;
      /** Images that it asks for and this box has not yet; Docker Hub may have them. */
      readonly missingImages: readonly string[];
    }
  | { readonly type: 'broken'; readonly slug: string; readonly why: string };

/** Reads labs from their folders. */
export async function readLabs(folders: readonly string[]): Promise<Subject[]> {
  const offered = new Set((await offeredImages()).map(({ name }) => fullName(name)));
  return Promise.all(
    folders.map(async (folder): Promise<Subject> => {
      const { lab, diagnostics } = await loadLab(folder);
      if (lab === null) return { type: 'broken', slug: basename(folder), why: wrong(diagnostics) };
      const missingImages = lab.images.filter((image) => !offered.has(fullName(image)));
      return { type: 'playable', of: 'lab', lab, missingImages };
    }),
  );
}

/** Reads Markdown documents; `files` are put into the workspace of each. Rejects with an Error for a file that cannot be read. */
export async function readReadmes(
  paths: readonly string[],
  files: readonly LabFile[],
): Promise<Subject[]> {
  return Promise.all(
    paths.map(async (path): Promise<Subject> => {
      const bytes = await readFile(path);
      const slug = basename(path, extname(path));
      const { lab, diagnostics } = parseReadme({ slug, file: basename(path), bytes });
      if (lab === null) return { type: 'broken', slug, why: wrong(diagnostics) };
      // What the hub does not have is said of the command that needs it.
      return { type: 'playable', of: 'readme', lab: { ...lab, files }, missingImages: [] };
    }),
  );
}

function wrong(diagnostics: readonly Diagnostic[]): string {
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  if (first === undefined) return 'It is no lab.';
  return `${first.file}:${first.line}:${first.column} ${first.message} See drydock lint.`;
}
