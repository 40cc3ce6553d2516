import type { Root } from 'hast';
import { expect, test } from 'vitest';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const bodyOf = (text: string, settings = ''): Root =>
  labOf(`${settings}## S\n\n${text}\n`).steps[0]?.body ?? { type: 'root', children: [] };

test.each(['note', 'tip', 'important', 'warning', 'caution'])(
  '[!%s] has a class and a title',
  (kind) => {
    const [callout] = elements(
      bodyOf(`> [!${kind.toUpperCase()}]\n> Mind **this**.`),
      'blockquote',
    );
    expect(callout?.properties.className).toEqual(['callout', kind]);
    expect(callout && textIn(callout).trim().toLowerCase()).toBe(`${kind}mind this.`);
  },
);

test('has its title in the language of the lab', () => {
  const body = bodyOf('> [!NOTE]\n> x', '---\nlanguage: ja\n---\n');
  expect(textIn(body)).toContain('メモ');
});

test('may hold anything, blocks too', () => {
  const text = '> [!TIP]\n>\n> - a\n>\n> ```sh\n> ls\n> ```';
  expect(elements(bodyOf(text), 'li')).toHaveLength(1);
  expect(blocksOf(`## S\n\n${text}\n`)).toMatchObject([{ type: 'run', code: 'ls' }]);
});

test.each([
  '> plain',
  '> [!NOTE] and more',
  '> *[!NOTE]*',
  '> a\n> [!NOTE]',
  '[!NOTE]\nx',
  '> [!NOTE]`x`',
])('%j is none', (text) => {
  const { lab } = parse(`## S\n\n${text}\n`);
  expect(JSON.stringify(lab?.steps)).not.toContain('callout');
});

test('a kind that does not exist is a warning with the right one', () => {
  expect(places('## S\n\n> [!NOET]\n> x\n')).toEqual(['lab.md:3:3 warning callout']);
  expect(parse('## S\n\n> [!WARN]\n> x\n').diagnostics[0]?.fix).toContain('WARNING');
});
