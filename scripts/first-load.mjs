import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a page begins with, by the modules that are loaded in any case: the rest comes when it is wanted. */
const PAGE = 'index.html';
/** A file that the bundler is told to make, by its name. */
const LAB = 'lab';
const SCREEN = 'src/features/terminal/screen.ts';
const HOME = 'src/features/home/home-page.tsx';
const JAPANESE = 'src/i18n/ja/index.ts';
/** In a list that has a broken lab, as that of the end-to-end tests. */
const OF_BROKEN = 'src/i18n/ja/lint-rules.ts';

/** The list of labs, which a lab's own file must not come with. */
export const LIST = [PAGE, HOME];

/** The ways to the first prompt of a lab, each with what is loaded on it. */
export const WAYS = {
  'a lab by its link': [PAGE, LAB, SCREEN],
  'a lab by the list of labs, in Japanese': [PAGE, HOME, JAPANESE, OF_BROKEN, LAB, SCREEN],
};

/**
 * The files that the browser loads until the first prompt of a lab is painted, as the bundler's manifest tells them.
 * That it loads no others is shown by the end-to-end test of the first load.
 * @param {string} folder - the built page
 * @param {readonly string[]} modules - of a way
 * @returns {string[]} paths in the folder, each once
 */
export function firstLoad(folder, modules) {
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8'));
  const files = new Set([PAGE]);
  const seen = new Set();
  /** @param {string} name */
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name] ?? Object.values(manifest).find((each) => each.name === name);
    if (!chunk) throw new Error(`The built page has no ${name}: is ${folder} of these sources?`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const each of chunk.imports ?? []) visit(each);
  };
  for (const name of modules) visit(name);
  return [...files];
}

/** @typedef {{ file: string, name?: string, imports?: string[], css?: string[] }} Chunk */
