import type { LabSource } from '../source.ts';

export interface TranslatedName {
  /** The file that it translates: `intro.md` of `intro.ja.md`. */
  readonly of: string;
  readonly language: string;
}

/**
 * What a file's name says that it translates; null when it is no translation. `node.js.md` is none, unless
 * there is a `node.md` beside it.
 */
export function translationOf(path: string, { files }: LabSource): TranslatedName | null {
  const [, name, language, extension] = NAME.exec(path) ?? [];
  if (name === undefined || language === undefined) return null;
  const of = `${name}.${extension}`;
  return isLanguage(language) || files.has(of) ? { of, language } : null;
}

/** Whether a code is that of a language: `ja`, `pt-BR`; `jp` is none. */
export function isLanguage(code: string): boolean {
  return NAMES.of(code) !== undefined;
}

const NAME = /^([^/]+)\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})\.(md|yaml)$/;
const NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
