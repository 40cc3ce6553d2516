import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { splitReadme } from './readme-steps.ts';

const split = (source: string, most = 100) => {
  const { title, sections } = splitReadme(parseMarkdown(source), { most });
  return [title, sections.map((section) => section.title)];
};

test('`##` below one `#`', () => {
  expect(split('# Lab\n\nIntro\n\n## A\n\na\n\n### A1\n\na\n\n## B\n\nb\n')).toEqual([
    'Lab',
    ['A', 'B'],
  ]);
});

test('`#`, when there are several', () => {
  expect(split('Intro\n\n# A\n\na\n\n## A1\n\na\n\n# B\n\nb\n')).toEqual(['A', ['A', 'B']]);
});

test('whatever level is the first one below the title', () => {
  expect(split('# Lab\n\n### Step 1\n\na\n\n### Step 2\n\nb\n')).toEqual([
    'Lab',
    ['Step 1', 'Step 2'],
  ]);
  expect(split('### One\n\na\n\n### Two\n\nb\n')).toEqual(['One', ['One', 'Two']]);
});

test.each([
  ['Step 1: a', 'Step 2: b'],
  ['1. a', '2. b'],
  ['Schritt 1', 'Schritt 2'],
  ['Étape 1', 'Étape 2'],
  ['ステップ 1', 'ステップ 2'],
  ['第一步', '第二步'],
  ['1단계', '2단계'],
])('a part is split where its headings count: %s', (first, second) => {
  expect(
    split(
      `# Lab\n\n## About\n\na\n\n## Exercises\n\ntext\n\n### ${first}\n\na\n\n### ${second}\n\nb\n\n## End\n\nc\n`,
    ),
  ).toEqual(['Lab', ['About', 'Exercises', first, second, 'End']]);
});

test('a part that holds most of the code is split at its headings', () => {
  const part = (name: string) => `### ${name}\n\n\`\`\`sh\nls\n\`\`\`\n\n\`\`\`sh\npwd\n\`\`\`\n\n`;
  expect(
    split(`# Lab\n\n## About\n\na\n\n## Hands on\n\n${part('Red')}${part('Green')}${part('Blue')}`),
  ).toEqual(['Lab', ['About', 'Red', 'Green', 'Blue']]);
});

test('without headings, or with too many, it is one step', () => {
  expect(split('Just text\n')).toEqual([null, [null]]);
  expect(split('# Only a title\n')).toEqual(['Only a title', [null]]);
  expect(split('# A\n\na\n\n# B\n\nb\n\n# C\n\nc\n', 2)).toEqual(['A', [null]]);
});

test('a heading with nothing below it is no step', () => {
  expect(split('# Lab\n\n## Empty\n\n## A\n\na\n')).toEqual(['Lab', ['A']]);
});
