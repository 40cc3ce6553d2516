import type { Draft } from '../draft.ts';
import { entriesOf, type ForeignData, listOf, textOf } from '../foreign-data.ts';
import { levelOf, minutesOf } from '../settings-words.ts';
import { portAddresses } from './addresses.ts';

/** What an index says that a lab has no place for. Ports of its dashboards go to the settings. */
export function reportIndex(data: ForeignData, draft: Draft): void {
  const index = entriesOf(data.value);
  for (const [key, value] of Object.entries(index)) {
    if (KEPT.has(key) || isEmpty(value)) continue;
    const reason = reasonOf(key, REASONS) ?? 'a lab has no such setting';
    drop(draft, data, [key], reason);
  }
  if (textOf(index.difficulty) !== undefined && levelOf(textOf(index.difficulty)) === undefined) {
    drop(draft, data, ['difficulty'], 'it is none of beginner, intermediate and advanced');
  }
  if (textOf(index.time) !== undefined && minutesOf(textOf(index.time)) === undefined) {
    drop(draft, data, ['time'], 'it is no number of minutes');
  }
  for (const key of Object.keys(entriesOf(index.environment))) {
    if (key === 'terminals' || key === 'uieditorpath') continue;
    const value = entriesOf(index.environment)[key];
    if (isEmpty(value)) continue;
    if (key === 'dashboards') dashboards(listOf(value), data, draft);
    else
      drop(
        draft,
        data,
        ['environment', key],
        reasonOf(key, ENVIRONMENT) ?? 'the page of a lab is always laid out alike',
      );
  }
  const details = entriesOf(index.details);
  for (const key of Object.keys(details)) {
    if (!['intro', 'steps', 'finish', 'assets'].includes(key))
      drop(draft, data, ['details', key], 'a lab has no such part');
  }
  const pages = [['intro'], ['finish'], ...listOf(details.steps).map((_, at) => ['steps', at])];
  for (const path of pages) reportPage(['details', ...path], data, draft);
}

const KEPT = new Set([
  'title',
  'pathwayTitle',
  'description',
  'difficulty',
  'time',
  'details',
  'environment',
]);

const REASONS: Readonly<Record<string, string>> = {
  backend: 'every lab runs in a sandbox with a Docker engine of its own',
  interface: 'the page of a lab always shows instructions, editor and terminals',
  files: 'the editor opens what the learner clicks',
  type: 'a challenge becomes an ordinary lab',
  icon: 'labs have no pictures of their own',
  private: 'who sees a lab is the workshop’s choice',
  noindex: 'who sees a lab is the workshop’s choice',
};

const ENVIRONMENT: Readonly<Record<string, string>> = {
  hideintro: 'the introduction is a step when it has a text',
  hidefinish: 'the last page is a step when it has a text',
  showdashboard: 'ports that containers publish appear by themselves',
};

/** A key may be called like what every object has. */
function reasonOf(key: string, reasons: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(reasons, key) ? reasons[key] : undefined;
}

function reportPage(path: readonly (string | number)[], data: ForeignData, draft: Draft): void {
  let value: unknown = data.value;
  for (const key of path) value = Array.isArray(value) ? value[Number(key)] : entriesOf(value)[key];
  for (const [key, given] of Object.entries(entriesOf(value))) {
    if (PAGE.has(key) || isEmpty(given)) continue;
    drop(draft, data, [...path, key], 'a step has no such part');
  }
}

const PAGE = new Set([
  'title',
  'text',
  'foreground',
  'background',
  'code',
  'courseData',
  'verify',
  'answer',
  'solution',
  'hint',
]);

function dashboards(given: readonly unknown[], data: ForeignData, draft: Draft): void {
  for (const [index, value] of given.entries()) {
    const { name, port, href, url } = entriesOf(value);
    const address = textOf(href) ?? textOf(url) ?? '';
    const number = Number(textOf(port) ?? portAddresses(address)[0]?.port ?? 0);
    if (Number.isInteger(number) && number >= 1 && number <= 65535) {
      draft.settings.ports.add(number);
      continue;
    }
    drop(
      draft,
      data,
      ['environment', 'dashboards', index],
      `the tab ${textOf(name) ?? ''} shows ${address.slice(0, 200) || 'no port'}`,
    );
  }
}

function drop(
  draft: Draft,
  data: ForeignData,
  path: readonly (string | number)[],
  reason: string,
): void {
  const message = `"${path.join('.')}" is left out: ${reason}.`;
  draft.losses.dropped(data.at(...path), { rule: 'setting', message });
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) && value.length === 0;
}
