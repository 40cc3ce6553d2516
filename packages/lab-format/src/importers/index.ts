import { detectLabs } from './detect.ts';
import { fileName } from './draft.ts';
import type { ForeignSource, Format, ImportedLab, ImportOne } from './foreign.ts';
import { importJekyll } from './jekyll/jekyll.ts';
import { importKatacoda } from './katacoda/katacoda.ts';
import { importLabspace } from './labspace/labspace.ts';
import { folderOf } from './paths.ts';
import { importReadme } from './readme/readme.ts';
import { settle } from './settle.ts';

export {
  type ForeignSource,
  type Format,
  formats,
  type ImportedLab,
  type Loss,
} from './foreign.ts';

export interface ImportOptions {
  /** `auto` (by default) tells the formats by their files. */
  readonly format?: Format | 'auto';
  /** Only labs whose file is this one, or lies in this folder. */
  readonly at?: string;
}

/**
 * Makes native labs of whatever labs a folder of another platform holds. It never throws: what could not be
 * carried over is among the losses of its lab. Slugs are unique within one call.
 */
export function importLabs(source: ForeignSource, options: ImportOptions = {}): ImportedLab[] {
  const { format = 'auto', at } = options;
  const slugs = new Set<string>();
  return detectLabs(source, format)
    .filter(
      ({ origin }) =>
        at === undefined || origin === at || origin.startsWith(`${at.replace(/\/+$/, '')}/`),
    )
    .map((found) => {
      const slug = uniqueSlug(slugOf(found.origin, source.name), slugs);
      return settle(importOne({ source, origin: found.origin, slug }, found.format));
    });
}

function importOne(one: ImportOne, format: Format): ImportedLab {
  switch (format) {
    case 'katacoda':
      return importKatacoda(one);
    case 'labspace':
      return importLabspace(one);
    case 'pwd':
      return importJekyll(one);
    case 'mkdocs':
    case 'readme':
      return importReadme(one, format);
  }
}

function slugOf(origin: string, name: string): string {
  const stem =
    origin
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '') ?? '';
  const language = /^(?:readme|index)[._-]([a-z]{2}(?:[-_][a-z]{2})?)$/i.exec(stem)?.[1];
  const folder = folderOf(origin).replace(/(?:^|\/)\.?labspace$/i, '');
  const isIndex = language !== undefined || /^(?:readme|index|labspace)$/i.test(stem);
  const last = folder.split('/').at(-1) ?? '';
  const base = isIndex ? last || name : stem.replace(/^\d{4}-\d{2}-\d{2}-/, '');
  const slug = fileName([base, language].filter(Boolean).join('-'));
  return slug === 'step' ? 'lab' : slug;
}

function uniqueSlug(slug: string, taken: Set<string>): string {
  let unique = slug;
  for (let times = 2; taken.has(unique); times += 1) unique = `${slug}-${times}`;
  taken.add(unique);
  return unique;
}
