import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const english = `---
title: Boxes
description: What boxes are.
variables: { name: ada }
---
## Build it

Hello $$name$$.

\`\`\`sh
# build
docker build -t box .
\`\`\`

::check[Built]{name=built}

## Ask

:::quiz[What is it?]
- [x] A box
- [ ] A bag
:::

:::hint
Think.
:::
`;
const japanese = `---
title: 箱
---
## ビルドする

$$name$$ さん、こんにちは。

\`\`\`sh
# ビルド
docker build -t box .
\`\`\`

::check[できた]{name=built}

## 質問

:::quiz[これは何?]
- [x] 箱
- [ ] 袋
:::

:::hint
考えましょう。
:::
`;
const both = { 'lab.md': english, 'lab.ja.md': japanese, 'checks/built.sh': '' };

describe('lab.ja.md', () => {
  test('has the same steps in another language, with the ids of the lab', () => {
    const { steps, languages, translations } = labOf(both);
    expect(languages).toEqual(['en', 'ja']);
    const translated = translations.get('ja');
    expect(translated).toMatchObject({ title: '箱', description: 'What boxes are.' });
    expect(translated?.steps.map(({ id, title }) => [id, title])).toEqual([
      ['build-it', 'ビルドする'],
      ['ask', '質問'],
    ]);
    const ids = (all = steps) => all.flatMap(({ blocks }) => blocks.map(({ id }) => id));
    expect(ids([...(translated?.steps ?? [])])).toEqual(ids());
    const placed = translated?.steps.flatMap(({ body }) => elements(body, 'drydock-block'));
    expect(placed?.map(({ properties }) => properties.id)).toEqual(ids());
  });

  test('is read as the lab is: with its variables, and our own words in its language', () => {
    const [first, second] = labOf(both).translations.get('ja')?.steps ?? [];
    expect(first && elements(first.body, 'drydock-variable')).toHaveLength(1);
    expect(second && textIn(second.body)).toContain('ヒント');
    expect(parse(both).diagnostics).toEqual([]);
  });

  test('that lacks a step, or has one too many, is an error', () => {
    const [start = '', build = '', ask = ''] = japanese.split(/(?=^## )/m);
    expect(places({ ...both, 'lab.ja.md': start + build })).toEqual([
      'lab.ja.md:1:1 error translation',
    ]);
    expect(parse({ ...both, 'lab.ja.md': start + build }).diagnostics[0]?.message).toContain(
      '"Ask" (lab.md:17)',
    );
    expect(places({ ...both, 'lab.ja.md': `${start}${build}${ask}\n## 余分\n` })).toEqual([
      'lab.ja.md:26:1 error translation',
    ]);
  });

  test('whose commands, files or checks differ is a warning that names both places', () => {
    const other = japanese.replace('docker build -t box .', 'docker build -t bx .');
    expect(parse({ ...both, 'lab.ja.md': other }).diagnostics).toMatchObject([
      { file: 'lab.ja.md', line: 8, severity: 'warning', rule: 'translation' },
    ]);
    expect(parse({ ...both, 'lab.ja.md': other }).diagnostics[0]?.message).toContain('lab.md:10');
    const without = japanese.replace(/::check.*\n/, '');
    expect(places({ ...both, 'lab.ja.md': without })).toEqual([
      'lab.ja.md:4:1 warning translation',
    ]);
    const more = `${japanese}\n\`\`\`sh\nls\n\`\`\`\n`;
    expect(places({ ...both, 'lab.ja.md': more })).toEqual(['lab.ja.md:26:1 warning translation']);
  });

  test('has no settings but its title and description, and its mistakes are placed in it', () => {
    expect(
      places({ ...both, 'lab.ja.md': japanese.replace('title: 箱', 'level: beginner') }),
    ).toEqual(['lab.ja.md:2:1 error front-matter']);
    expect(places({ ...both, 'lab.ja.md': japanese.replace('::check', '::chek') })).toContain(
      'lab.ja.md:13:1 error directive',
    );
  });

  test.each([
    ['lab.jp.md', 'not a language'],
    ['lab.en.md', 'itself is in "en"'],
  ])('%s is an error', (file, message) => {
    const { diagnostics } = parse({ 'lab.md': '## A\n', [file]: '## A\n' });
    expect(diagnostics).toMatchObject([{ file, line: 1, severity: 'error', rule: 'translation' }]);
    expect(diagnostics[0]?.message).toContain(message);
  });
});

describe('intro.ja.md beside intro.md', () => {
  const files = {
    'lab.yaml': 'title: Boxes\n',
    'lab.ja.yaml': 'title: 箱\ndescription: 箱について\n',
    'a.md': '# A\n',
    'a.ja.md': '# あ\n',
    'b.md': '# B\n',
    'b.ja.md': '# い\n',
    'README.ja.md': '# 説明\n',
  };

  test('is its translation; lab.ja.yaml has the title', () => {
    const translated = labOf(files).translations.get('ja');
    expect(translated).toMatchObject({ title: '箱', description: '箱について' });
    expect(translated?.steps.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'あ'],
      ['b', 'い'],
    ]);
  });

  test('one that is missing, or translates nothing, is an error', () => {
    const { 'b.ja.md': _, ...fewer } = files;
    expect(places(fewer)).toEqual(['b.md:1:1 error translation']);
    expect(places({ ...files, 'c.ja.md': '# う\n' })).toEqual(['c.ja.md:1:1 error translation']);
    expect(places({ ...files, 'a.jp.md': '# あ\n' })).toEqual(['a.jp.md:1:1 error translation']);
  });

  test('a name that only looks like one is a step', () => {
    expect(labOf({ 'lab.yaml': '', 'node.js.md': '# Node\n' }).steps).toHaveLength(1);
  });
});

test('a lab is its own translation without a word', () => {
  const block = fc.constantFrom(
    ...[
      '```sh\nls\n```',
      '`ls`{run}',
      '::port[Open]{port=80}',
      '::quiz[Q]{equals=1}',
      'Text.',
      '### Part',
    ],
    ...['```py save-as=a\nx\n```', ':::hint\n```sh\nls\n```\n:::', '> [!NOTE]\n> x'],
  );
  const step = fc.array(block, { maxLength: 6 }).map((blocks) => blocks.join('\n\n'));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
      const text = steps.map((each, index) => `## Step ${index}\n\n${each}\n`).join('\n');
      const { lab, diagnostics } = parse({ 'lab.md': text, 'lab.ja.md': text });
      expect(diagnostics).toEqual([]);
      expect(lab?.translations.get('ja')?.steps.map(({ blocks }) => blocks)).toEqual(
        lab?.steps.map(({ blocks }) => blocks),
      );
    }),
  );
});
