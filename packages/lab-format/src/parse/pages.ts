import { limits } from '../limits.ts';
import { type Report, startOf } from '../report.ts';
import type { LabSource } from '../source.ts';
import { didYouMean } from '../suggest.ts';
import { readYaml } from './front-matter.ts';
import { type PageFile, readLabFile, readStepFile } from './page-files.ts';
import { findReadme, readReadme } from './readme.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { readText } from './source-text.ts';
import { translationOf } from './translated-names.ts';

export interface Pages extends PageFile<Settings> {
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
  if (markdown !== undefined) {
    const lab = readLabFile({ file: 'lab.md', bytes: markdown, report }, settingsSchema);
    return lab === null ? null : { ...lab, readme: false };
  }
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

function manyFiles(source: LabSource, bytes: Uint8Array, report: Report): Pages | null {
  const file = 'lab.yaml';
  const yaml = readText({ file, bytes, limit: limits.yamlBytes, report });
  if (yaml === null) return null;
  const read = readYaml({ file, yaml, firstLine: 1, schema: settingsSchema, report });
  if (read === null) return null;
  const settings = read.value;
  const found = [...source.files.keys()].filter((path) => isStepFile(path, source)).toSorted();
  const pages = (settings.steps ?? found).flatMap((step, index, all) => {
    const content = source.files.get(step);
    const complain = (message: string, fix: string): [] => {
      report.error(read.place(['steps', index]), { rule: 'steps', message, fix });
      return [];
    };
    if (content === undefined) {
      return complain(`There is no step ${step}.`, didYouMean(step, found));
    }
    if (all.indexOf(step) < index) {
      return complain(`${step} is a step already.`, 'remove one of the two');
    }
    return readStepFile({ file: step, bytes: content, report }) ?? [];
  });
  return { settings, title: null, pages, readme: false };
}

/** Markdown files at the top but not the folder's own README, and no translations (`step.ja.md`). */
function isStepFile(path: string, source: LabSource): boolean {
  const isPage = /^[^/]+\.md$/.test(path) && !/^readme(?:\.|$)/i.test(path);
  return isPage && translationOf(path, source) === null;
}
