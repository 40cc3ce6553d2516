import type { RootContent } from 'mdast';
import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';

const types = (text: string) => parseMarkdown(text).children.map((node) => node.type);

function only(text: string): RootContent {
  const { children } = parseMarkdown(text);
  const [node] = children;
  if (node === undefined || children.length > 1) throw new Error(`${children.length} nodes`);
  return node;
}

test('a line directive has a name, a label with markup, and attributes', () => {
  expect(only('::check[Is it *built*?]{name=built other="a b"}')).toMatchObject({
    type: 'leafDirective',
    name: 'check',
    attributes: { name: 'built', other: 'a b' },
    children: [{ type: 'text' }, { type: 'emphasis' }, { type: 'text' }],
  });
});

test('the lines of a container are siblings of what they enclose', () => {
  expect(types(':::hint[A]\ntext\n\n- a\n- b\n:::')).toEqual([
    'leafDirective',
    'paragraph',
    'list',
    'containerEnd',
  ]);
});

test('the node of a container’s first line starts at its last two colons', () => {
  for (const colons of [':::', '::::', ':::::::']) {
    const { start } = only(`${colons}hint[A]`).position ?? {};
    expect(start?.column).toBe(colons.length - 1);
  }
});

test('both end a paragraph, and may be indented by up to three blanks', () => {
  expect(types('text\n::check{name=a}\ntext\n:::\ntext')).toEqual([
    'paragraph',
    'leafDirective',
    'paragraph',
    'containerEnd',
    'paragraph',
  ]);
  expect(types('   ::check{name=a}')).toEqual(['leafDirective']);
  expect(types('    ::check{name=a}')).toEqual(['code']);
});

test('blanks after the end of a container do not matter, anything else does', () => {
  expect(types(':::  \t')).toEqual(['containerEnd']);
  expect(types('::: end')).toEqual(['paragraph']);
});

test.each([
  ':name',
  '::',
  '::1',
  '::[a]',
  ':: name',
  ':a:b',
  '::check[open',
  '::check{name=a} text',
  ':::-',
  'x ::check',
])('%s is text', (text) => {
  expect(types(text)).toEqual(['paragraph']);
});

test('front matter is only at the top', () => {
  expect(types('---\na: b\n---\n\ntext')).toEqual(['yaml', 'paragraph']);
  expect(types('text\n\n---\na: b\n---')).not.toContain('yaml');
});
