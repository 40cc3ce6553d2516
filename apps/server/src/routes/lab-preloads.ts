import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `index.html` itself does not name, because the list of labs can do without: the file by its name. */
const LAB_FILE = 'lab';
const ENTRY = 'index.html';

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

type Manifest = Readonly<Record<string, Chunk>>;

interface Visit {
  readonly url: string;
  /** The header `accept-language`. */
  readonly languages: string | undefined;
}

/**
 * Tells the `Link` header with which the browser loads the page of a lab, and the lab's text, together with the page's
 * frame, not after it, as the bundler's manifest tells. Null for a page that was built without one.
 */
export async function labPreloads(folder: string): Promise<((visit: Visit) => string) | null> {
  const text = await readFile(join(folder, '.vite/manifest.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const manifest = JSON.parse(text) as Manifest;
  const page = Object.values(manifest).find(({ name }) => name === LAB_FILE);
  if (!page) return null;
  const framed = filesOf(manifest, manifest[ENTRY]);
  const files = [...filesOf(manifest, page)].filter((file) => !framed.has(file));
  const links = files.map((file) => `</${file}>; rel=${relationOf(file)}`);
  return (visit) => [...links, ...textLink(visit)].join(', ');
}

function relationOf(file: string): string {
  return file.endsWith('.css') ? 'preload; as=style; crossorigin' : 'modulepreload';
}

/**
 * The text as the page is going to ask for it: in the browser's first language, unless the learner has chosen another,
 * which only the page knows.
 */
function textLink({ url, languages = '' }: Visit): string[] {
  const [, slug] = /^\/labs\/([\w-]+)(?:\?|$)/.exec(url) ?? [];
  const [language] = /^[a-z]{2,8}\b/i.exec(languages) ?? [];
  if (!slug || !language) return [];
  const address = `/api/labs/${slug}?language=${language.toLowerCase()}`;
  return [`<${address}>; rel=preload; as=fetch; crossorigin`];
}

/** Of the chunk and of all that it imports. */
function filesOf(manifest: Manifest, chunk: Chunk | undefined, files = new Set<string>()) {
  if (!chunk || files.has(chunk.file)) return files;
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const each of chunk.imports ?? []) filesOf(manifest, manifest[each], files);
  return files;
}
