import type { Draft } from '../draft.ts';
import { entriesOf, type ForeignData, readForeignData, textOf } from '../foreign-data.ts';

/** The YAML at the top of a document, and the text below it with its first line's number. */
export interface FrontMatter {
  readonly data: ForeignData | null;
  readonly text: string;
  readonly firstLine: number;
}

export function splitFrontMatter(file: string, text: string, draft: Draft): FrontMatter {
  const lines = text.split('\n');
  const end = /^---\s*$/.test(lines[0] ?? '')
    ? lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
    : -1;
  const yaml = lines.slice(1, Math.max(end, 1)).join('\n');
  // A line of dashes at the top is a rule when no setting follows it.
  if (end <= 0 || !/^[\w-]+[ \t]*:|^\s*$/m.test(yaml)) return { data: null, text, firstLine: 1 };
  const data = readForeignData({ file, text: yaml, firstLine: 2, losses: draft.losses });
  return { data, text: lines.slice(end + 1).join('\n'), firstLine: end + 2 };
}

/** Names every key of front matter that a lab has no place for. */
export function reportKeys(data: ForeignData, kept: ReadonlySet<string>, draft: Draft): void {
  for (const [key, value] of Object.entries(entriesOf(data.value))) {
    if (kept.has(key) || value === null || value === '') continue;
    const shown = textOf(value) ?? JSON.stringify(value) ?? '';
    const message = `"${key}: ${shown.slice(0, 100)}" is left out: a lab has no such setting.`;
    draft.losses.dropped(data.at(key), { rule: 'front-matter', message });
  }
}
