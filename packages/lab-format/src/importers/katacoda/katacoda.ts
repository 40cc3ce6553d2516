import { createDraft, type Draft, fileName } from '../draft.ts';
import type { ImportedLab, ImportOne } from '../foreign.ts';
import { entriesOf, type ForeignData, listOf, readForeignData, textOf } from '../foreign-data.ts';
import { foreignText } from '../foreign-text.ts';
import { languageOf } from '../language.ts';
import type { Place } from '../losses.ts';
import { splitTitle } from '../markdown/title.ts';
import { folderOf, join, normalPath } from '../paths.ts';
import { levelOf, minutesOf } from '../settings-words.ts';
import { placeAssets } from './assets.ts';
import { reportIndex } from './index-report.ts';
import { katacodaPage } from './page.ts';
import { scriptOf, setupBlock } from './setup.ts';

/** A scenario of Katacoda, Killercoda or O'Reilly: a folder with an `index.json`. */
export function importKatacoda(one: ImportOne): ImportedLab {
  const draft = createDraft(one);
  const folder = folderOf(one.origin);
  const bytes = one.source.files.get(one.origin) ?? new Uint8Array();
  const text = foreignText({ file: one.origin, bytes, losses: draft.losses });
  const data =
    text === null ? null : readForeignData({ file: one.origin, text, losses: draft.losses });
  if (data !== null) {
    readScenario({ draft, data, folder });
    // A folder of scenarios may have an index of its own; theirs are other labs.
    const others = [...one.source.files.keys()].filter((path) => isIndexBelow(path, folder));
    draft.reportUnused(folder, (path) =>
      others.some((other) => path.startsWith(`${folderOf(other)}/`)),
    );
  }
  return draft.finish('katacoda');
}

function isIndexBelow(path: string, folder: string): boolean {
  return /\/index\.(?:json|ya?ml)$/.test(path) && folderOf(path) !== folder;
}

interface Scenario {
  readonly draft: Draft;
  readonly data: ForeignData;
  readonly folder: string;
}

function readScenario({ draft, data, folder }: Scenario): void {
  const index = entriesOf(data.value);
  const details = entriesOf(index.details);
  const environment = entriesOf(index.environment);
  const { settings } = draft;
  settings.title = textOf(index.title) ?? textOf(index.pathwayTitle);
  settings.description = textOf(index.description);
  settings.level = levelOf(textOf(index.difficulty));
  settings.duration = minutesOf(textOf(index.time));
  const terminals = listOf(environment.terminals).length;
  if (terminals > 1) settings.terminals = Math.min(terminals, 8);
  if (/terminal-terminal/.test(textOf(environment.uilayout) ?? '')) settings.terminals ??= 2;
  reportIndex(data, draft);

  const roots = [textOf(environment.uieditorpath)].filter((root) => root !== undefined);
  const phases = phasesOf(details);
  let assets = placeAssets({ draft, data, folder, roots });
  const texts: string[] = [];
  for (const phase of phases) {
    const read = readPhase({ draft, data, folder, roots, phase, assets });
    if (read !== '') assets = [];
    texts.push(read);
  }
  settings.language = languageOf(texts.join('\n'), folder);
  if (phases.length === 0) {
    draft.losses.dropped(data.at('details'), {
      rule: 'steps',
      message: 'The index names no page.',
      fix: 'add steps to it',
    });
  }
}

interface Phase {
  readonly entries: Readonly<Record<string, unknown>>;
  readonly path: readonly (string | number)[];
  readonly name: string;
  /** For a page that names itself nowhere. */
  readonly title: string;
}

function phasesOf(details: Readonly<Record<string, unknown>>): Phase[] {
  const single = (key: string, title: string): Phase[] =>
    details[key] === undefined
      ? []
      : [{ entries: pageEntries(details[key]), path: ['details', key], name: key, title }];
  const steps = listOf(details.steps).map((step, index) => ({
    entries: pageEntries(step),
    path: ['details', 'steps', index],
    name: `step${index + 1}`,
    title: `Step ${index + 1}`,
  }));
  return [...single('intro', 'Introduction'), ...steps, ...single('finish', 'Finish')];
}

/** Some write only the name of the file. */
function pageEntries(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'string' ? { text: value } : entriesOf(value);
}

interface ReadPhase extends Scenario {
  readonly roots: readonly string[];
  readonly phase: Phase;
  /** Lines of shell that place the assets, for the first step. */
  readonly assets: readonly string[];
}

/** Adds a step, and gives its text; empty when there was nothing to show. */
function readPhase({ draft, data, folder, roots, phase, assets }: ReadPhase): string {
  const { entries, path, name } = phase;
  const at = (key: string): Place => data.at(...path, key);
  const page = (key: string) =>
    pageOf({ draft, folder, roots, named: textOf(entries[key]), at: at(key) });
  const text = page('text');
  const setup = setupBlock({ draft, folder, name, entries, at }, assets);
  const check = checkOf({ draft, folder, phase, at });
  const hint = page('hint');
  const answer = page('answer') ?? page('solution');
  const body = text === null ? '' : text;
  const named = textOf(entries.title);
  const isMissing = text === null && named !== undefined;
  if (`${body}${setup}${check}`.trim() === '' && !isMissing && hint === null && answer === null) {
    if (textOf(entries.text) !== undefined && text !== null) {
      draft.losses.dropped(at('text'), {
        rule: 'empty',
        message: `The page ${textOf(entries.text)} is empty and becomes no step.`,
      });
    }
    return '';
  }
  const split = splitTitle(body, named);
  draft.addStep({
    name: fileName(named ?? split.title ?? name),
    title:
      named ??
      split.title ??
      (name === 'intro' ? (draft.settings.title ?? phase.title) : phase.title),
    markdown: [setup, split.markdown, folded('hint', hint), folded('solution', answer), check]
      .filter((part) => part.trim() !== '')
      .join('\n\n'),
  });
  return `${named ?? ''}\n${body}`;
}

function folded(kind: 'hint' | 'solution', markdown: string | null): string {
  return markdown === null || markdown.trim() === ''
    ? ''
    : `:::${kind}\n\n${markdown.trim()}\n\n:::`;
}

interface NamedPage {
  readonly draft: Draft;
  readonly folder: string;
  readonly roots: readonly string[];
  /** A file, or, for hints and answers, the text itself. */
  readonly named: string | undefined;
  readonly at: Place;
}

function pageOf({ draft, folder, roots, named, at }: NamedPage): string | null {
  if (named === undefined) return null;
  const file = normalPath(join(folder, named));
  const bytes = file === null ? undefined : draft.read(file);
  if (/\.sh$/i.test(named)) {
    const message = `${named} is a script that writes its text while the lab runs; a lab has texts that stand still.`;
    draft.losses.dropped(at, { rule: 'script', message, fix: 'write a :::hint' });
    return null;
  }
  if (file !== null && bytes !== undefined) {
    const text = foreignText({ file, bytes, losses: draft.losses });
    return text === null ? null : katacodaPage({ draft, file, text, folder, roots });
  }
  if (/\s/.test(named) && !/\.(?:md|markdown|txt)$/i.test(named)) {
    return katacodaPage({ draft, file: at.file, text: named, folder, roots, line: at.line });
  }
  const message = `The page ${named.slice(0, 200)} is not in the folder; a step with a title stays, empty.`;
  draft.losses.dropped(at, {
    rule: 'missing-file',
    message,
    fix: 'add the file, and import again',
  });
  return null;
}

interface Check {
  readonly draft: Draft;
  readonly folder: string;
  readonly phase: Phase;
  at(key: string): Place;
}

/** Exit code 0 passes, there as here. */
function checkOf({ draft, folder, phase, at }: Check): string {
  const name = textOf(phase.entries.verify);
  const script = scriptOf({ draft, folder, name, at: at('verify'), what: 'The check' });
  if (script === null || script.trim() === '') return '';
  draft.addCheck(phase.name, script);
  if (/\becho\s+["']?done["']?/i.test(script)) {
    const message = 'The check prints "done"; here its exit code alone counts.';
    draft.losses.changed(at('verify'), {
      rule: 'check',
      message,
      fix: 'see that it fails before the step is done',
    });
  }
  return `::check[Check]{name=${phase.name}}`;
}
