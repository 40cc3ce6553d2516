import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `index.html` itself does not name, because the list of labs can do without. */
const LAB_PAGE = 'src/features/lab/lab-page.tsx';
const ENTRY = 'index.html';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/**
 * The `Link` header with which the browser loads the page of a lab together with the page's frame, not after it, as the
 * bundler's manifest tells. Null for a page that was built without one.
 */
export async function labPreloads(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, '.vite/manifest.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const manifest = JSON.parse(text) as Readonly<Record<string, Chunk>>;
  const framed = filesOf(manifest, ENTRY);
  const files = [...filesOf(manifest, LAB_PAGE)].filter((file) => !framed.has(file));
  if (files.length === 0) return null;
  return files.map((file) => `</${file}>; rel=${relationOf(file)}`).join(', ');
}

function relationOf(file: string): string {
  return file.endsWith('.css') ? 'preload; as=style; crossorigin' : 'modulepreload';
}

/** Of the module and of all that it imports. */
function filesOf(
  manifest: Readonly<Record<string, Chunk>>,
  name: string,
  files = new Set<string>(),
): Set<string> {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return files;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const each of chunk.imports ?? []) filesOf(manifest, each, files);
  return files;
}
