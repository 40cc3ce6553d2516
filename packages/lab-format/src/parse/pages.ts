import type { Root } from 'mdast';
import { limits } from '../limits.ts';
import { type Report, startOf } from '../report.ts';
import type { LabSource } from '../source.ts';
import { didYouMean } from '../suggest.ts';
import { type Definitions, isDefinition } from './body.ts';
import { readSettings } from './front-matter.ts';
import { refuseHostile } from './guard.ts';
import { parseMarkdown } from './markdown.ts';
import { findReadme, readReadme } from './readme.ts';
import { type Settings, settingsSchema, stepSettingsSchema } from './settings.ts';
import { readText } from './source-text.ts';
import { type Section, splitSections, wholeSection } from './steps.ts';

/** A step before its blocks are read. */
export interface Page extends Section {
  readonly file: string;
  /** The whole text of `file`. */
  readonly source: string;
  readonly definitions: Definitions;
}

export interface Pages {
  readonly settings: Settings;
  /** From the `#` heading. */
  readonly title: string | null;
  readonly pages: readonly Page[];
  /** Written without a thought of labs: more is guessed from its words, and less is a mistake. */
  readonly readme: boolean;
}

/** Finds a lab's pages: in `lab.md`, or in the Markdown files of a `lab.yaml`. Null when it has neither. */
export function readPages(source: LabSource, report: Report): Pages | null {
  const native = source.readme === undefined;
  const markdown = native ? source.files.get('lab.md') : undefined;
  const yaml = native ? source.files.get('lab.yaml') : undefined;
  if (markdown !== undefined && yaml !== undefined) {
    report.error(startOf('lab.yaml'), {
      rule: 'lab',
      message: 'A lab has a lab.md or a lab.yaml, not both.',
      fix: 'remove one of them',
    });
    return null;
  }
  if (markdown !== undefined) return oneFile(markdown, report);
  if (yaml !== undefined) return manyFiles(source, yaml, report);
  const readme = source.readme ?? findReadme(source);
  const bytes = readme === undefined ? undefined : source.files.get(readme);
  if (readme !== undefined && bytes !== undefined)
    return readReadme({ file: readme, bytes, report });
  report.error(startOf('lab.md'), {
    rule: 'lab',
    message: 'This folder has no lab.md, no lab.yaml and no README.md.',
    fix: 'write lab.md with a ## heading for each step',
  });
  return null;
}

function oneFile(bytes: Uint8Array, report: Report): Pages | null {
  const parsed = readMarkdown({ file: 'lab.md', bytes, report });
  if (parsed === null) return null;
  const { root, source } = parsed;
  const settings = frontMatter({ file: 'lab.md', root, source, report, of: 'lab' });
  if (settings === null) return null;
  const { title, sections } = splitSections(root);
  const definitions = root.children.filter(isDefinition);
  const pages = sections.map((section) => ({ ...section, file: 'lab.md', source, definitions }));
  return { settings, title, pages, readme: false };
}

function manyFiles(source: LabSource, bytes: Uint8Array, report: Report): Pages | null {
  const yaml = readText({ file: 'lab.yaml', bytes, limit: limits.yamlBytes, report });
  if (yaml === null) return null;
  const keys = Object.keys(settingsSchema.shape);
  const settings = readSettings({
    file: 'lab.yaml',
    yaml,
    firstLine: 1,
    schema: settingsSchema,
    keys,
    report,
  });
  if (settings === null) return null;
  const found = [...source.files.keys()].filter(isStepFile).toSorted();
  const pages: Page[] = [];
  for (const file of settings.steps ?? found) {
    const content = source.files.get(file);
    if (content === undefined) {
      report.error(startOf('lab.yaml'), {
        rule: 'steps',
        message: `There is no step ${file}.`,
        fix: didYouMean(file, found),
      });
      continue;
    }
    const page = readStepFile({ file, bytes: content, report });
    if (page !== null) pages.push(page);
  }
  return { settings, title: null, pages, readme: false };
}

interface MarkdownFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly report: Report;
}

function readStepFile({ file, bytes, report }: MarkdownFile): Page | null {
  const parsed = readMarkdown({ file, bytes, report });
  if (parsed === null) return null;
  const { root, source } = parsed;
  const settings = frontMatter({ file, root, source, report, of: 'step' });
  if (settings === null) return null;
  const section = wholeSection(root);
  const title = settings.title ?? section.title ?? file.replace(/^\d+[-_. ]*|\.md$/g, '');
  return {
    nodes: section.nodes,
    title,
    file,
    source,
    definitions: root.children.filter(isDefinition),
  };
}

/** Markdown files at the top but not the folder's own README, and no translations (`step.ja.md`). */
function isStepFile(path: string): boolean {
  return /^[^/]+\.md$/.test(path) && !/^readme\.md$|\.[a-z]{2}(?:-[A-Z]{2})?\.md$/i.test(path);
}

function readMarkdown({
  file,
  bytes,
  report,
}: MarkdownFile): { root: Root; source: string } | null {
  const source = readText({ file, bytes, limit: limits.markdownBytes, report });
  if (source === null) return null;
  const refusal = refuseHostile(source);
  if (refusal !== null) {
    report.error({ file, line: refusal.line, column: 1 }, refusal);
    return null;
  }
  return { root: parseMarkdown(source), source };
}

interface FrontMatter {
  readonly file: string;
  readonly root: Root;
  readonly source: string;
  readonly report: Report;
  readonly of: 'lab' | 'step';
}

function frontMatter({ file, root, source, report, of }: FrontMatter): Settings | null {
  const [first] = root.children;
  if (first?.type !== 'yaml') {
    if (!/^---[ \t]*\n[A-Za-z_]+:/.test(source)) return {};
    report.error(startOf(file), {
      rule: 'front-matter',
      message: 'The front matter that starts here is never closed.',
      fix: 'write --- on a line of its own below it',
    });
    return null;
  }
  const schema = of === 'lab' ? settingsSchema : stepSettingsSchema;
  const keys = Object.keys(schema.shape);
  return readSettings<Settings>({ file, yaml: first.value, firstLine: 2, schema, keys, report });
}
