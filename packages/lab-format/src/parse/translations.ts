import { limits } from '../limits.ts';
import { type Report, startOf } from '../report.ts';
import type { Step, Translation } from '../schema.ts';
import type { LabSource } from '../source.ts';
import { alignStep } from './aligned-steps.ts';
import { readYaml } from './front-matter.ts';
import { type Page, readLabFile, readStepFile } from './page-files.ts';
import { type Reading, type ReadStep, readStep } from './read-step.ts';
import { translationSettingsSchema } from './settings.ts';
import { createSoFar } from './so-far.ts';
import { readText } from './source-text.ts';
import { isLanguage, translationOf } from './translated-names.ts';

export interface Original {
  readonly source: LabSource;
  readonly description: string;
  /** Of the lab itself, in their order. */
  readonly steps: readonly ReadStep[];
  readonly reading: Omit<Reading, 'soFar'>;
}

/** The lab in other languages, by their codes: `lab.ja.md`, or a `step.ja.md` beside each step. */
export function readTranslations(original: Original): Map<string, Translation> {
  const translations = new Map<string, Translation>();
  for (const language of languagesOf(original)) {
    const translation = readTranslation(original, language);
    if (translation !== null) translations.set(language, translation);
  }
  return translations;
}

function languagesOf({ source, steps, reading }: Original): string[] {
  const own = new Set(steps.map(({ at }) => at.file));
  const languages = new Set<string>();
  for (const file of [...source.files.keys()].toSorted()) {
    const named = translationOf(file, source);
    if (named === null || /^readme\./i.test(file)) continue;
    const complain = (message: string, fix: string) =>
      reading.report.error(startOf(file), { rule: 'translation', message, fix });
    const isPage = own.has(named.of) || (named.of === 'lab.yaml' && source.files.has('lab.yaml'));
    if (!isPage) {
      // Under a lab.md, other Markdown files are the author's own affair.
      if (named.of === 'lab.yaml' || source.files.has('lab.md')) continue;
      complain(`There is no step ${named.of}.`, 'rename it after the step that it translates');
    } else if (!isLanguage(named.language)) {
      complain(`"${named.language}" is not a language.`, 'use a code such as ja, de or pt-BR');
    } else if (named.language === reading.language) {
      complain(
        `The lab itself is in "${named.language}".`,
        'remove it, or mend "language" in the settings',
      );
    } else {
      languages.add(named.language);
    }
  }
  return [...languages];
}

function readTranslation(original: Original, language: string): Translation | null {
  const found = original.source.files.has('lab.md')
    ? inOneFile(original, language)
    : inManyFiles(original, language);
  if (found === null) return null;
  const { steps, reading } = original;
  const title = found.title ?? reading.title;
  const soFar = createSoFar({ readme: false, text: '' });
  const translated: Step[] = [];
  for (const [index, own] of steps.entries()) {
    const page = found.pages[index];
    if (page === undefined) continue;
    const step = readStep(page, own.id, { ...reading, title, language, soFar });
    translated.push(alignStep({ own, translated: step, report: reading.report }));
  }
  return { title, description: found.description ?? original.description, steps: translated };
}

interface Found {
  readonly title: string | null;
  readonly description: string | null;
  readonly pages: readonly Page[];
}

function inOneFile({ source, steps, reading }: Original, language: string): Found | null {
  const file = `lab.${language}.md`;
  const { report } = reading;
  const bytes = source.files.get(file);
  if (bytes === undefined) return null;
  const lab = readLabFile({ file, bytes, report }, translationSettingsSchema);
  if (lab === null) return null;
  for (const { title, at } of steps.slice(lab.pages.length)) {
    report.error(startOf(file), {
      rule: 'translation',
      message: `The step "${title}" (${at.file}:${at.line}) is missing here.`,
      fix: 'translate it: steps stand in the same order',
    });
  }
  for (const { title, line } of lab.pages.slice(steps.length)) {
    report.error(
      { file, line, column: 1 },
      {
        rule: 'translation',
        message: `lab.md has no step for "${title ?? ''}": it has ${steps.length}.`,
        fix: 'remove it, or write the same step in lab.md',
      },
    );
  }
  const { title, description } = lab.settings;
  return { title: title ?? lab.title, description: description ?? null, pages: lab.pages };
}

function inManyFiles({ source, steps, reading }: Original, language: string): Found | null {
  const { report } = reading;
  const pages: Page[] = [];
  for (const { at } of steps) {
    const file = at.file.replace(/\.md$/, `.${language}.md`);
    const bytes = source.files.get(file);
    if (bytes === undefined) {
      report.error(startOf(at.file), {
        rule: 'translation',
        message: `There is no ${file}, but other steps are translated.`,
        fix: `write ${file}`,
      });
      continue;
    }
    const page = readStepFile({ file, bytes, report });
    if (page !== null) pages.push(page);
  }
  const settings = readSettings(source, language, report);
  if (settings === null || pages.length < steps.length) return null;
  return { title: settings.title ?? null, description: settings.description ?? null, pages };
}

/** `lab.ja.yaml` has what is not in a step: the lab's title and description. */
function readSettings(source: LabSource, language: string, report: Report) {
  const file = `lab.${language}.yaml`;
  const bytes = source.files.get(file);
  if (bytes === undefined) return {};
  const yaml = readText({ file, bytes, limit: limits.yamlBytes, report });
  if (yaml === null) return null;
  const schema = translationSettingsSchema;
  return readYaml({ file, yaml, firstLine: 1, schema, report })?.value ?? null;
}
