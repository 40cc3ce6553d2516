import { createDraft, type Draft, fileName } from '../draft.ts';
import type { ImportedLab, ImportOne } from '../foreign.ts';
import { entriesOf, type ForeignData, listOf, readForeignData, textOf } from '../foreign-data.ts';
import { foreignText } from '../foreign-text.ts';
import { languageOf } from '../language.ts';
import { splitTitle } from '../markdown/title.ts';
import { folderOf, join, normalPath } from '../paths.ts';
import { labspacePage } from './page.ts';
import { variableNamesIn } from './variables.ts';

/** A Labspace: `labspace.yaml`, a Markdown file for each section, and `project/` as the workspace. */
export function importLabspace(one: ImportOne): ImportedLab {
  const draft = createDraft(one);
  const { origin } = one;
  const bytes = one.source.files.get(origin) ?? new Uint8Array();
  const text = foreignText({ file: origin, bytes, losses: draft.losses });
  const data = text === null ? null : readForeignData({ file: origin, text, losses: draft.losses });
  if (data !== null) readLabspace(draft, data);
  return draft.finish('labspace');
}

function readLabspace(draft: Draft, data: ForeignData): void {
  const lab = entriesOf(data.value);
  const folder = folderOf(draft.origin);
  const { settings, losses } = draft;
  settings.title = textOf(lab.title);
  settings.description = textOf(lab.description);
  for (const key of Object.keys(lab)) {
    if (KEPT.has(key)) continue;
    losses.dropped(data.at(key), {
      rule: 'setting',
      message: `"${key}" is left out: a lab has no such setting.`,
    });
  }
  readVariables(draft, data);
  readServices(draft, data);
  if (listOf(lab.sections).length === 0) {
    const message = 'It names no sections, so that there is nothing to import.';
    const fix = 'list them: - contentPath: page.md';
    losses.dropped(data.at('sections'), { rule: 'steps', message, fix });
  }
  const texts: string[] = [];
  for (const [index, section] of listOf(lab.sections).entries()) {
    texts.push(readSection(draft, data, { index, section, folder }));
  }
  settings.language = languageOf(texts.join('\n'), folder);
  placeProject(draft, folder);
}

const KEPT = new Set(['title', 'description', 'sections', 'services', 'variables']);

function readVariables({ settings, losses }: Draft, data: ForeignData): void {
  for (const [name, value] of Object.entries(entriesOf(entriesOf(data.value).variables))) {
    if (/^[A-Za-z][\w-]{0,39}$/.test(name)) settings.variables.set(name, textOf(value) ?? '');
    else {
      const message = `The variable "${name.slice(0, 60)}" has a name that a lab cannot use.`;
      losses.dropped(data.at('variables', name), {
        rule: 'variable',
        message,
        fix: 'use letters, digits, _ and -',
      });
    }
  }
}

function readServices({ settings, losses }: Draft, data: ForeignData): void {
  for (const [index, service] of listOf(entriesOf(data.value).services).entries()) {
    const { url, title } = entriesOf(service);
    const address = textOf(url) ?? '';
    const local = /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::(\d{1,5}))?(?:\/|$)/i.exec(address);
    const name = textOf(title) ?? address;
    const at = data.at('services', index);
    if (local === null) {
      losses.dropped(at, {
        rule: 'setting',
        message: `The tab ${name} of ${address.slice(0, 200)} is left out: tabs show ports of the sandbox.`,
      });
      continue;
    }
    settings.ports.add(Number(local[1] ?? 80));
    const message = `The tab ${name} is the port ${local[1] ?? 80} here, without title and icon.`;
    losses.changed(at, { rule: 'setting', message });
  }
}

interface SectionOf {
  readonly index: number;
  readonly section: unknown;
  readonly folder: string;
}

function readSection(
  draft: Draft,
  data: ForeignData,
  { index, section, folder }: SectionOf,
): string {
  const entries = entriesOf(section);
  const named = textOf(entries.contentPath);
  const at = data.at('sections', index, 'contentPath');
  const file = named === undefined ? null : normalPath(join(folder, named));
  const bytes = file === null ? undefined : draft.read(file);
  const title = textOf(entries.title);
  if (file === null || bytes === undefined) {
    const message = `The section ${(named ?? title ?? String(index + 1)).slice(0, 200)} is not in the folder; its step is empty.`;
    draft.losses.dropped(at, {
      rule: 'missing-file',
      message,
      fix: 'add the file, and import again',
    });
    if (title !== undefined) draft.addStep({ name: fileName(title), title, markdown: '' });
    return '';
  }
  const text = foreignText({ file, bytes, losses: draft.losses });
  if (text === null) return '';
  for (const name of variableNamesIn(text)) {
    if (!draft.settings.variables.has(name)) draft.settings.variables.set(name, '');
  }
  const markdown = labspacePage({ draft, file, text });
  if (markdown === null) return '';
  const split = splitTitle(markdown, title);
  const stem = (named ?? '').replace(/^.*\/|\.[^.]*$/g, '').replace(/^\d+[-_]/, '');
  draft.addStep({
    name: fileName(stem || (title ?? 'step')),
    title: title ?? split.title ?? `Step ${index + 1}`,
    markdown: split.markdown,
  });
  return text;
}

/** The learner's files: `project/`, beside the folder of the texts or above it. */
function placeProject(draft: Draft, folder: string): void {
  const base = join(folderOf(folder), 'project');
  for (const [path, content] of draft.source.files) {
    if (!path.startsWith(`${base}/`)) continue;
    const executable = draft.source.executable?.has(path) ?? false;
    draft.addFile({
      path: `files/${path.slice(base.length + 1)}`,
      content,
      executable,
      at: { file: path, line: 1 },
    });
  }
}
