import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemToGoTo } from './tree-keys.ts';

/** An item's name and what stands on it, from left to right. */
type Branch = readonly [string, readonly Branch[]];

/**
 *  d   e f
 *  b   c      g
 *  a          h      the rest beside it
 */
const FOREST: Branch[] = [
  [
    'a',
    [
      ['b', [['d', []]]],
      [
        'c',
        [
          ['e', []],
          ['f', []],
        ],
      ],
    ],
  ],
  ['h', [['g', []]]],
  ['i', []],
];

test.each([
  ['a', 'ArrowUp', 'b'],
  ['d', 'ArrowUp', null],
  ['e', 'ArrowDown', 'c'],
  ['a', 'ArrowDown', null],
  ['b', 'ArrowRight', 'c'],
  ['d', 'ArrowRight', 'e'],
  ['e', 'ArrowLeft', 'd'],
  ['f', 'ArrowRight', 'g'],
  ['g', 'ArrowLeft', 'c'],
  ['g', 'ArrowRight', 'i'],
  ['i', 'ArrowLeft', 'h'],
  ['i', 'ArrowRight', null],
  ['f', 'Home', 'a'],
  ['a', 'End', 'd'],
  ['a', 'Enter', null],
])('from %s %s leads to %s', (from, key, to) => {
  const items = draw(FOREST);
  expect(nameOf(itemToGoTo(key, itemIn(items, from)))).toBe(to);
});

test('every item is reached by arrow keys from the first, and Down undoes Up', () => {
  fc.assert(
    fc.property(fc.array(shape(4), { minLength: 1, maxLength: 4 }), (forest) => {
      const items = draw(forest.map(branchOf));
      const [first] = items;
      const reached = new Set(first ? [first] : []);
      for (const item of reached) {
        for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
          const next = itemToGoTo(key, item);
          if (next) reached.add(next);
        }
        const above = itemToGoTo('ArrowUp', item);
        if (above) expect(itemToGoTo('ArrowDown', above)).toBe(item);
      }
      expect(reached.size).toBe(items.length);
    }),
    { numRuns: 40 },
  );
});

/** What stands on an item, as often nothing as something. */
const shape: fc.Memo<unknown[]> = fc.memo((depth) =>
  depth <= 1 ? fc.constant([]) : fc.array(shape(), { maxLength: 3 }),
);

function draw(forest: readonly Branch[]): HTMLElement[] {
  const tree = document.createElement('div');
  tree.setAttribute('role', 'tree');
  tree.append(...forest.map(frameOf));
  return [...tree.querySelectorAll<HTMLElement>('[role=treeitem]')];
}

function frameOf([name, above]: Branch): HTMLElement {
  const element = () => document.createElement('div');
  const [frame, item, group] = [element(), element(), element()];
  frame.dataset.item = '';
  item.setAttribute('role', 'treeitem');
  item.textContent = name;
  group.setAttribute('role', 'group');
  group.append(...above.map(frameOf));
  frame.append(item, group);
  return frame;
}

function branchOf(shape: unknown): Branch {
  return ['x', (shape as unknown[]).map(branchOf)];
}

function itemIn(items: HTMLElement[], name: string): HTMLElement {
  const item = items.find(({ textContent }) => textContent === name);
  if (!item) throw new Error(`no item is called ${name}`);
  return item;
}

function nameOf(item: HTMLElement | null): string | null {
  return item?.textContent ?? null;
}
