import { filledCode, type Piece, piecesOf } from '@drydock/lab-format/fill';
import type { Placeholder } from '@drydock/lab-format/schema';
import fc from 'fast-check';
import type { Element, Root, RootContent } from 'hast';
import { expect, test } from 'vitest';
import { fillTree } from './fill-tree.ts';

const CODE = 'docker logs <the id>';
const ID: Placeholder = { text: '<the id>', kind: 'container', label: 'Container', at: [12] };

test('a placeholder that the highlighter cut into tokens is one value', () => {
  const tree = treeOf(['docker', ' ', 'logs', ' <', 'the', ' id', '>']);
  const filled = fillTree(tree, CODE, pieces('web'));
  expect(textIn(filled)).toBe('docker logs web');
  expect(marksIn(filled)).toEqual([['yes', 'web']]);
});

test('one without a value is pointed out as it is written', () => {
  expect(marksIn(fillTree(treeOf([CODE]), CODE, pieces('')))).toEqual([['no', '<the id>']]);
});

test('a tree of other text is refused', () => {
  expect(fillTree(treeOf(['docker ps']), CODE, pieces('web'))).toBeNull();
});

test('however code is cut into tokens, the text is that of the filled code', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(CODE.length)), fc.string(), (cuts, value) => {
      const ends = [...cuts, CODE.length].sort((a, b) => a - b);
      const tokens = ends.map((end, index) => CODE.slice(ends[index - 1] ?? 0, end));
      const given = pieces(value);
      expect(textIn(fillTree(treeOf(tokens), CODE, given))).toBe(filledCode(given));
    }),
  );
});

function pieces(value: string): Piece[] {
  return piecesOf(CODE, [ID], () => value);
}

function treeOf(tokens: string[]): Root {
  const spans = tokens.map((value) => element('span', [{ type: 'text', value }]));
  return { type: 'root', children: [element('pre', [element('code', spans)])] };
}

function element(tagName: string, children: Element['children']): Element {
  return { type: 'element', tagName, properties: {}, children };
}

function textIn(node: Root | RootContent | null): string {
  if (node === null) return '(refused)';
  if (node.type === 'text') return node.value;
  return 'children' in node
    ? node.children.map((child) => textIn(child as RootContent)).join('')
    : '';
}

function marksIn(node: Root | RootContent | null): string[][] {
  if (node === null || !('children' in node)) return [];
  const inside = node.children.flatMap((child) => marksIn(child as RootContent));
  const isMark = node.type === 'element' && node.tagName === 'mark';
  return isMark ? [[String(node.properties['data-filled']), textIn(node)], ...inside] : inside;
}
