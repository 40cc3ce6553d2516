import type { Nodes, Parents } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Place } from '../losses.ts';
import type { Edit } from './mapped-text.ts';
import type { PageTree } from './page.ts';
import { nodesOf, rangeOf } from './tree.ts';
import { escapeText } from './write.ts';

/** Puts a picture into the lab and gives its path there; null, and a loss, when it cannot be had. */
export type TakePicture = (url: string, at: Place) => string | null;

/** Links and pictures that a lab cannot show as they are: the words stay. Those of `done` are rewritten already. */
export function linkEdits(page: PageTree, takePicture: TakePicture, done: readonly Edit[]): Edit[] {
  const edits: Edit[] = [];
  const definitions = new Map<string, string>();
  for (const { node } of nodesOf(page.root)) {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
  }
  for (const { node } of nodesOf(page.root)) {
    const url = urlOf(node, definitions);
    const { start } = rangeOf(node);
    if (url === null || done.some((edit) => edit.start === start && edit.end > start)) continue;
    if (node.type === 'image' || node.type === 'imageReference') {
      edits.push(...pictureEdits({ node, url, page, takePicture }));
    } else if ('children' in node && !/^(?:https?|mailto):/i.test(url)) {
      edits.push(...unlinked(node));
      const target = url === '' ? 'nothing' : url.slice(0, 200);
      const message = url.startsWith('#')
        ? `The link to ${target}, a heading of this page, is text now: a lab has steps.`
        : `The link to ${target} leads out of the lab and is text now.`;
      page.losses.changed(page.placeOf(rangeOf(node).line), { rule: 'link', message });
    }
  }
  return edits;
}

function urlOf(node: Nodes, definitions: ReadonlyMap<string, string>): string | null {
  if (node.type === 'link' || node.type === 'image') return node.url;
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return null;
  return definitions.get(node.identifier) ?? null;
}

interface Picture {
  readonly node: Nodes;
  readonly url: string;
  readonly page: PageTree;
  readonly takePicture: TakePicture;
}

function pictureEdits({ node, url, page, takePicture }: Picture): Edit[] {
  if (/^https:\/\/[^/]/i.test(url)) return [];
  const { start, end, line } = rangeOf(node);
  const alt = 'alt' in node ? (node.alt ?? '') : '';
  const path = takePicture(url, page.placeOf(line));
  if (path === null) return [{ start, end, text: alt === '' ? '' : `*${escapeText(alt)}*` }];
  return [{ start, end, text: `![${escapeText(alt)}](${path})` }];
}

/** The label without the link around it. */
function unlinked(node: Nodes & Parents): Edit[] {
  const { start, end } = rangeOf(node);
  const [first] = node.children;
  const last = node.children.at(-1);
  if (first === undefined || last === undefined || textOf(node) === '') {
    const hasPicture = node.children.some(
      ({ type }) => type === 'image' || type === 'imageReference',
    );
    if (!hasPicture || first === undefined || last === undefined) return [{ start, end, text: '' }];
  }
  return [
    { start, end: rangeOf(first).start, text: '' },
    { start: rangeOf(last).end, end, text: '' },
  ];
}
