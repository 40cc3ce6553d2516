import fc from 'fast-check';
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { toPublicLab } from '../public-lab.ts';
import { type Block, publicLabSchema, type Step } from '../schema.ts';
import { parse } from './lab.fixture.ts';
import { bodySchema } from './sanitise.ts';

const inline = fc.constantFrom(
  ...['$$name$$', '$$nope$$', '`ls $$name$$`{run}', '`^C`{run input=keys}', '`x`{copy}', '**b**'],
  ...[':fileLink[a]{path=a.py}', ':fileLink[a]{path=../a}', ':tabLink[b]{terminal=T2}', '10:30'],
  ...[':tabLink[c]{href="javascript:alert(1)"}', ':tabLink[d]{port=80}', '<b onclick=x>', '[x](y)'],
  ...[':tabLink[:fileLink[a]{path=b}]{port=1}', '`a`{run where=host interrupt}', 'a:b', '![i](j)'],
);
const line = fc.array(inline, { maxLength: 4 }).map((parts) => parts.join(' '));
const leaf = fc.oneof(
  line,
  fc.constantFrom(
    ...[
      '::check[Done]{name=a}',
      '::check{name=a continuous}',
      '::port{port=80}',
      '::quiz[Q]{equals=1}',
    ],
    ...['::variableDefinition[who]{prompt="You?"}', '::variableSetButton[B]{variables="name=x"}'],
    ...[
      '```sh\nls $$name$$\n```',
      '```py append-to=a.py\n$$name$$\n```',
      '```sh interrupt\na\nb\n```',
    ],
    ...[
      '```replace-in=a match="$$name$$"\nx\n```',
      '> [!NOTE]\n> x',
      '> [!NOPE]\n> x',
      '- [x] a\n- [ ] b',
    ],
    ...['```\nopen', ':::', '### Part', '- item\n\n  ```sh\n  ls\n  ```', '::nope', ':::nope'],
  ),
);
const wrapped = (inner: fc.Arbitrary<string>) =>
  fc.oneof(
    inner,
    fc
      .tuple(
        fc.constantFrom(
          ...[
            ':::hint[H]',
            ':::solution',
            ':::quiz[Q]',
            ':::tabs',
            ':::tab[T]',
            ':::quiz[Q]{equals=x}',
          ],
          ...[
            ':::conditionalDisplay{variable=name requiredValue=x}',
            ':::conditionalDisplay{variable=y}',
          ],
        ),
        fc.array(inner, { maxLength: 3 }),
      )
      .map(([open, content]) => [open, ...content, ':::'].join('\n\n')),
  );
const step = fc.array(wrapped(wrapped(wrapped(leaf))), { maxLength: 6 });
const text = step.map(
  (parts) => `---\nvariables: { name: ada }\n---\n## S\n\n${parts.join('\n\n')}\n`,
);

test('whatever is read fits the schema, its blocks have one place each, and nothing else gets in', () => {
  let read = 0;
  fc.assert(
    fc.property(text, (markdown) => {
      const files = { 'lab.md': markdown, 'lab.ja.md': markdown.replace(/^---.*?---\n/s, '') };
      const { lab, diagnostics } = parse({ ...files, 'checks/a.sh': '' });
      expect(lab === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      if (lab === null) return;
      read += 1;
      publicLabSchema.parse(JSON.parse(JSON.stringify(toPublicLab(lab))));
      for (const each of [...lab.steps, ...(lab.translations.get('ja')?.steps ?? [])]) {
        expectSound(each);
      }
    }),
    { numRuns: 600 },
  );
  expect(read).toBeGreaterThan(50);
}, 120_000);

function expectSound({ body, blocks }: Step): void {
  const ids = blocks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const placed: string[] = [];
  visit(body, 'element', ({ tagName, properties }) => {
    if (tagName === 'drydock-block') placed.push(String(properties.id));
  });
  expect(placed.toSorted()).toEqual(ids.toSorted());
  for (const tree of [body, ...blocks.flatMap(treesOf)]) expectClean(tree);
  for (const block of blocks) {
    if (block.type !== 'run' && block.type !== 'file') continue;
    const source = block.type === 'run' ? block.code : block.text;
    for (const { text: sought, at } of block.placeholders ?? []) {
      for (const index of at)
        expect(source.slice(index)).toMatch(new RegExp(`^${escaped(sought)}`));
    }
  }
}

function treesOf(block: Block): Root[] {
  if (block.type !== 'quiz') return [];
  const { question, answer, explanation } = block;
  const labels = answer.type === 'text' ? [] : answer.choices.map(({ label }) => label);
  return [question, ...labels, ...(explanation ? [explanation] : [])];
}

function expectClean(tree: Root): void {
  visit(tree, (node) => {
    if (node.type !== 'element') {
      expect(['root', 'text']).toContain(node.type);
      return;
    }
    const { tagName, properties } = node;
    expect(bodySchema.tagNames).toContain(tagName);
    expect(String(properties.href ?? '')).not.toMatch(/^\s*(?:javascript|data):/i);
    if (tagName === 'drydock-show') expect(properties.tab).toMatch(/^(?:T\d+|:\d+|https?:\/\/.+)$/);
    if (tagName === 'drydock-open') expect(properties.path).not.toMatch(/^\/|\.\./);
    if (tagName === 'drydock-variable') expect(properties.name).toBe('name');
  });
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
