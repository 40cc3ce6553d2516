import type { Draft } from '../draft.ts';
import { NATIVE } from '../foreign-text.ts';
import type { Edit } from '../markdown/mapped-text.ts';
import { mapText } from '../markdown/mapped-text.ts';
import { nativePage, type PageTree } from '../markdown/page.ts';
import { nodesOf, rangeOf } from '../markdown/tree.ts';
import { folderOf, workspacePathOf } from '../paths.ts';
import { takePictures } from '../pictures.ts';
import { directiveEdits } from './directives.ts';

export interface LabspacePage {
  readonly draft: Draft;
  readonly file: string;
  readonly text: string;
}

/** A section as native Markdown. Much of its syntax is the same; null when it cannot be read. */
export function labspacePage({ draft, file, text }: LabspacePage): string | null {
  const { losses } = draft;
  const own = folderOf(file);
  const root = folderOf(folderOf(draft.origin));
  const native = nativePage(
    { file, page: mapText(text), losses, takePicture: takePictures(draft, [own, root, '']) },
    {
      readSuffix: () => null,
      readPre: ({ code }) => ({ info: `${NATIVE}text`, code }),
      edits: (tree) => [...directiveEdits(tree), ...fenceEdits(tree)],
    },
  );
  return native?.text ?? null;
}

/** A fence that runs there runs as a whole. */
function fenceEdits({ root, text, losses, placeOf }: PageTree): Edit[] {
  const edits: Edit[] = [];
  for (const { node } of nodesOf(root)) {
    if (node.type !== 'code') continue;
    const { start, line } = rangeOf(node);
    const end = text.indexOf('\n', start);
    const opening = text.slice(start, end === -1 ? text.length : end);
    const fence = /^([`~]{3,})[ \t]*(\S*)(.*)$/.exec(opening);
    const [, marks = '', language = '', attributes = ''] = fence ?? [];
    if (fence === null || language.startsWith(NATIVE)) continue;
    const kept: string[] = [];
    for (const [word] of attributes.matchAll(/[^\s"]+(?:"[^"]*")?/g)) {
      const [name = '', value = ''] = word.split(/=(.*)/s);
      if (name === 'save-as') {
        const path = workspacePathOf(value.replace(/^["']|["']$/g, ''));
        if (path !== null) kept.push(`save-as=${/\s/.test(path) ? `"${path}"` : path}`);
        else
          losses.changed(placeOf(line), {
            rule: 'editor',
            message: `${value.slice(0, 200)} is not in the workspace; the text can be copied.`,
            fix: 'name a file of the workspace',
          });
      } else if (KEPT.has(name)) kept.push(word);
      else
        losses.dropped(placeOf(line), {
          rule: 'fence-attribute',
          message: `"${word.slice(0, 100)}" is left out: fences have no such attribute.`,
        });
    }
    if (language === 'mermaid')
      losses.changed(placeOf(line), {
        rule: 'diagram',
        message: 'A diagram is shown as its source.',
        fix: 'draw it, as a picture',
      });
    const runs =
      RUNS.has(language.toLowerCase()) && !kept.some((word) => word.startsWith('save-as'));
    edits.push({
      start,
      end: start + opening.length,
      text: marks + [language, ...(runs ? ['whole'] : []), ...kept].join(' '),
    });
  }
  return edits;
}

const RUNS = new Set(['bash', 'sh', 'console', 'shell']);
const KEPT = new Set(['no-run-button', 'no-copy-button', 'highlight', 'terminal-id']);
