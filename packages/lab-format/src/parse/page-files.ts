import type { Root } from 'mdast';
import type { z } from 'zod';
import { limits } from '../limits.ts';
import { type Report, startOf } from '../report.ts';
import { type Definitions, isDefinition } from './body.ts';
import { readYaml } from './front-matter.ts';
import { refuseHostile } from './guard.ts';
import { parseMarkdown } from './markdown.ts';
import { stepSettingsSchema } from './settings.ts';
import { readText } from './source-text.ts';
import { type Section, splitSections, wholeSection } from './steps.ts';

/** A step before its blocks are read. */
export interface Page extends Section {
  readonly file: string;
  /** The whole text of `file`. */
  readonly source: string;
  readonly definitions: Definitions;
}

/** A whole lab in one file. */
export interface PageFile<T> {
  readonly settings: T;
  /** From the `#` heading. */
  readonly title: string | null;
  readonly pages: readonly Page[];
}

export interface MarkdownFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly report: Report;
}

/** A lab, or its translation, with a `##` for each step; null (and an error) when it cannot be read. */
export function readLabFile<T>(source: MarkdownFile, schema: z.ZodType<T>): PageFile<T> | null {
  const parsed = readMarkdown(source);
  if (parsed === null) return null;
  const settings = frontMatter({ ...source, ...parsed, schema });
  if (settings === null) return null;
  const { title, sections } = splitSections(parsed.root);
  const definitions = parsed.root.children.filter(isDefinition);
  const { file } = source;
  const pages = sections.map((each) => ({ ...each, file, source: parsed.text, definitions }));
  return { settings, title, pages };
}

/** A file that is one step. */
export function readStepFile(source: MarkdownFile): Page | null {
  const parsed = readMarkdown(source);
  if (parsed === null) return null;
  const settings = frontMatter({ ...source, ...parsed, schema: stepSettingsSchema });
  if (settings === null) return null;
  const section = wholeSection(parsed.root);
  const { file } = source;
  const title = settings.title ?? section.title ?? file.replace(/^\d+[-_. ]*|\.md$/g, '');
  const definitions = parsed.root.children.filter(isDefinition);
  return { ...section, title, file, source: parsed.text, definitions };
}

interface Parsed {
  readonly root: Root;
  readonly text: string;
}

function readMarkdown({ file, bytes, report }: MarkdownFile): Parsed | null {
  const text = readText({ file, bytes, limit: limits.markdownBytes, report });
  if (text === null) return null;
  const refusal = refuseHostile(text);
  if (refusal !== null) {
    report.error({ file, line: refusal.line, column: 1 }, refusal);
    return null;
  }
  return { root: parseMarkdown(text), text };
}

interface FrontMatter<T> extends Parsed {
  readonly file: string;
  readonly report: Report;
  readonly schema: z.ZodType<T>;
}

function frontMatter<T>({ file, root, text, report, schema }: FrontMatter<T>): T | null {
  const [first] = root.children;
  if (first?.type === 'yaml') {
    return readYaml({ file, yaml: first.value, firstLine: 2, schema, report })?.value ?? null;
  }
  if (!/^---[ \t]*\n[A-Za-z_]+:/.test(text)) return schema.parse({});
  report.error(startOf(file), {
    rule: 'front-matter',
    message: 'The front matter that starts here is never closed.',
    fix: 'write --- on a line of its own below it',
  });
  return null;
}
