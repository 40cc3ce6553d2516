import { cleanup, render } from '@testing-library/react';
import type { Root } from 'hast';
import { afterEach, expect, test, vi } from 'vitest';
import { element } from './step.fixture.ts';
import { treeElements } from './tree-elements.ts';

afterEach(cleanup);

test.each<[string, Root['children'][number], string]>([
  [
    'what the highlighter writes',
    element('pre', { class: 'shiki', tabindex: '0', style: 'background-color:#fff;--dark:#000' }, [
      element('span', { style: '--shiki-light:#0B6A82' }, ['ls']),
    ]),
    '<pre class="shiki" tabindex="0" style="background-color: #fff; --dark: #000;"><span style="--shiki-light: #0B6A82;">ls</span></pre>',
  ],
  [
    'a link of a footnote',
    element(
      'a',
      { href: '#fn-1', id: 'fnref-1', dataFootnoteRef: '', ariaDescribedBy: ['label'] },
      ['1'],
    ),
    '<a href="#fn-1" id="fnref-1" data-footnote-ref="" aria-describedby="label">1</a>',
  ],
  [
    'a table, without the blanks between its cells',
    element('table', {}, [
      '\n',
      element('tbody', {}, [element('tr', {}, [' ', element('td', { align: 'right' }, ['1'])])]),
    ]),
    '<table><tbody><tr><td style="text-align: right;">1</td></tr></tbody></table>',
  ],
  [
    'a list that goes on, and its classes',
    element('ol', { start: 3, className: ['a', 'b'], hidden: false }, [element('li', {}, ['x'])]),
    '<ol start="3" class="a b"><li>x</li></ol>',
  ],
  [
    'a box of a task list',
    element('input', { type: 'checkbox', checked: true, disabled: true }),
    '<input disabled="" readonly="" type="checkbox" checked="">',
  ],
])('%s', (_what, node, html) => {
  const error = vi.spyOn(console, 'error');
  const { container } = render(treeElements({ type: 'root', children: [node] }));
  expect(container.innerHTML).toBe(html);
  expect(error).not.toHaveBeenCalled();
});

test('own elements get their attributes, their children and the node', () => {
  const seen = vi.fn((_props: object) => null);
  const node = element('drydock-when', { variable: 'a', 'has-not': 'b' }, ['text']);
  const tree: Root = { type: 'root', children: [node] };
  render(treeElements(tree, { 'drydock-when': seen }));
  expect(seen.mock.calls[0]?.[0]).toEqual({
    variable: 'a',
    'has-not': 'b',
    children: 'text',
    node,
  });
});

test('a name that every object has is the name of an element all the same', () => {
  const tree: Root = { type: 'root', children: [element('constructor', {}, ['x'])] };
  const { container } = render(treeElements(tree));
  expect(container.textContent).toBe('x');
});

test('comments are not shown', () => {
  const tree: Root = { type: 'root', children: [{ type: 'comment', value: 'secret' }] };
  expect(render(treeElements(tree)).container.innerHTML).toBe('');
});
