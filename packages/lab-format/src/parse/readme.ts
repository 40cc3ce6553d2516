import type { Root, Yaml } from 'mdast';
import { limits } from '../limits.ts';
import type { Report } from '../report.ts';
import type { LabSource } from '../source.ts';
import { isDefinition } from './body.ts';
import { readForeignSettings } from './foreign-settings.ts';
import { refuseHostile } from './guard.ts';
import { guessLanguage } from './guess-language.ts';
import { freeIndented, levelFences, openBoxes } from './level-fences.ts';
import { parseMarkdown } from './markdown.ts';
import type { Pages } from './pages.ts';
import { splitReadme } from './readme-steps.ts';
import { readText } from './source-text.ts';

export interface ReadmeFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly report: Report;
}

/** The README of a folder, whatever case its name has. */
export function findReadme({ files }: LabSource): string | undefined {
  return [...files.keys()].find((path) => /^readme\.(?:md|markdown)$/i.test(path));
}

/** Any Markdown document as the pages of a lab, whatever front matter it has. */
export function readReadme({ file, bytes, report }: ReadmeFile): Pages | null {
  const text = readText({ file, bytes, limit: limits.markdownBytes, report });
  if (text === null) return null;
  const source = levelFences(openBoxes(blankToml(text)));
  const refusal = refuseHostile(source);
  if (refusal !== null) {
    report.error({ file, line: refusal.line, column: 1 }, refusal);
    return null;
  }
  const parsed = parse(source);
  const { root } = parsed;
  const yaml = root.children.find((node): node is Yaml => node.type === 'yaml');
  const settings = yaml === undefined ? {} : readForeignSettings(yaml.value);
  const { title, sections } = splitReadme(root, { most: limits.steps });
  const definitions = root.children.filter(isDefinition);
  return {
    settings: { language: guessLanguage(source), ...settings },
    title,
    readme: true,
    pages: sections.map((section) => ({ ...section, file, source: parsed.source, definitions })),
  };
}

/** Fences that a broken list had made mere indented code are freed first. */
function parse(source: string): { root: Root; source: string } {
  const root = parseMarkdown(source);
  const freed = freeIndented(source, root);
  return freed === null ? { root, source } : { root: parseMarkdown(freed), source: freed };
}

/** Front matter between `+++`, as Hugo has it, becomes empty lines: the others keep their numbers. */
function blankToml(text: string): string {
  if (!/^\+\+\+[ \t]*\n/.test(text)) return text;
  const end = /\n\+\+\+[ \t]*(?=\n|$)/.exec(text.slice(0, limits.yamlBytes));
  if (end === null) return text;
  const length = end.index + end[0].length;
  return text.slice(0, length).replace(/[^\n]/g, '') + text.slice(length);
}
