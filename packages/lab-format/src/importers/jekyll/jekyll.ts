import { createDraft } from '../draft.ts';
import type { ImportedLab, ImportOne } from '../foreign.ts';
import { entriesOf, listOf, textOf } from '../foreign-data.ts';
import { foreignText, NATIVE } from '../foreign-text.ts';
import { languageOf } from '../language.ts';
import { type Edit, mapText } from '../markdown/mapped-text.ts';
import { nativePage, type PageTree } from '../markdown/page.ts';
import { nodesOf, rangeOf } from '../markdown/tree.ts';
import { folderOf } from '../paths.ts';
import { takePictures } from '../pictures.ts';
import { levelOf } from '../settings-words.ts';
import { reportKeys, splitFrontMatter } from './front-matter.ts';
import { inlineAttributeEdits, readBlockAttributes } from './kramdown.ts';
import { readLiquid } from './liquid.ts';

/** A post of the Play with Docker classroom. */
export function importJekyll(one: ImportOne): ImportedLab {
  const draft = createDraft(one);
  const { origin } = one;
  const { losses, settings } = draft;
  const bytes = one.source.files.get(origin) ?? new Uint8Array();
  const whole = foreignText({ file: origin, bytes, losses }) ?? '';
  const { data, text, firstLine } = splitFrontMatter(origin, whole, draft);
  const matter = entriesOf(data?.value);
  settings.title = textOf(matter.title) ?? titleOf(origin);
  settings.description = textOf(matter.description) ?? textOf(matter.summary);
  settings.level = levelOf(
    [...listOf(matter.categories), matter.categories, matter.category]
      .map(textOf)
      .filter(Boolean)
      .join(' '),
  );
  const terms = Number(textOf(matter.terms) ?? 1);
  if (Number.isInteger(terms) && terms > 1) {
    settings.terminals = Math.min(terms, 8);
    const message = `Its ${terms} terminals were ${terms} machines; here they are terminals of one.`;
    losses.changed(data?.at('terms') ?? { file: origin, line: 1 }, {
      rule: 'host',
      message,
      fix: 'see that each step still makes sense',
    });
  }
  if (data !== null)
    reportKeys(
      data,
      settings.level === undefined ? KEPT : new Set([...KEPT, 'categories', 'category']),
      draft,
    );
  const liquid = readLiquid({
    page: mapText(text, firstLine),
    file: origin,
    title: settings.title ?? '',
    losses,
  });
  const folder = folderOf(origin);
  const native = nativePage(
    {
      file: origin,
      page: readBlockAttributes(liquid, origin, losses),
      losses,
      takePicture: takePictures(draft, [folderOf(folder), folder, '']),
    },
    {
      readSuffix: () => null,
      readPre: ({ code }) => ({ info: NATIVE, code }),
      edits: (tree) => [...inlineAttributeEdits(tree), ...termEdits(tree)],
    },
  );
  settings.language = languageOf(native?.text ?? '', origin);
  return draft.finishDocument('pwd', native?.text ?? '');
}

const KEPT = new Set(['title', 'description', 'summary', 'layout', 'terms']);

/** `.term1` behind the backticks: the whole fence is typed. */
function termEdits({ root, text, losses, placeOf }: PageTree): Edit[] {
  const edits: Edit[] = [];
  for (const { node } of nodesOf(root)) {
    if (node.type !== 'code') continue;
    const { start, line } = rangeOf(node);
    const end = text.indexOf('\n', start);
    const opening = text.slice(start, end === -1 ? text.length : end);
    const [, marks = '', info = ''] = /^([`~]{3,})(.*)$/.exec(opening) ?? [];
    const term = Number(/\.term([1-9])/.exec(info)?.[1] ?? 0);
    if (marks === '' || term === 0) continue;
    if (term > 1) {
      const message = `There is one machine here: what ran on node ${term} runs in terminal T${term} of the same one.`;
      losses.changed(placeOf(line), {
        rule: 'host',
        message,
        fix: 'see that the step still makes sense',
      });
    }
    edits.push({
      start,
      end: start + opening.length,
      text: `${marks}sh whole${term > 1 ? ` terminal-id=T${term}` : ''}`,
    });
  }
  return edits;
}

function titleOf(path: string): string {
  const stem =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.[^.]*$/, '')
      .replace(/^\d{4}-\d{2}-\d{2}-/, '') ?? '';
  return stem.replace(/[-_]+/g, ' ').replace(/^./, (letter) => letter.toUpperCase());
}
