import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { refuseHostile } from './guard.ts';
import { parse } from './lab.fixture.ts';

/** Each of them, repeated, is slow for the parser or makes it recurse. */
const HOSTILE = {
  'list items': '- a\n',
  'lists in a line': '- ',
  'ordered lists in a line': '1. ',
  quotations: '> a\n',
  'quotations in a line': '>',
  'nested lists': '- - - - - - - - a\n',
  'rows of a table': '|a|\n|-|\n',
  'wide tables': '|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n',
  emphasis: '*a_ ',
  'one emphasis': '*',
  brackets: '[',
  'closing brackets': ']',
  links: '[a](',
  'images in images': '![',
  strikethrough: '~a~ ',
  ticks: '` `` ',
  tags: '<a ',
  entities: '&a',
  footnotes: '[^a]',
  'footnote definitions': '[^a]: b\n',
  definitions: '[a]: b\n',
  containers: ':::hint\n',
  'unknown containers': ':::a\n',
  'ends of containers': ':::\n',
  colons: ':',
  'text directives': ':a[',
  checks: '::check[a]{name="a"}\n',
  fences: '```\na\n',
  'fences with commands': "```console\n$ echo 'a\n```\n",
  headings: '## a\n',
  'headings of the other kind': 'a\n=\n',
  'hard breaks': 'a  \n',
  addresses: 'a www.a.b/(((((',
  'e-mail addresses': 'a@b.',
  backslashes: '\\',
  tabs: '\t',
  'links into the lab': ':tabLink[',
  'files with open quotes': ':fileLink{path="',
  quizzes: ':::quiz[a]\n- [x] a\n- [ ] b\n\nc\n:::\n',
  'answers to type in': '::quiz[a]{equals=1}\n',
  'places of variables': '$$a$$ ',
  'inline commands': '`a`{run} ',
  'tabs in tabs': ':::tabs\n:::tab[a]\n',
  callouts: '> [!NOTE]\n> a\n\n',
  attributes: `\`\`\`sh ${'appendto=a '.repeat(80)}\na\n\`\`\`\n`,
} as const;

describe('the longest accepted text of hostile pieces is read in time', () => {
  test.each(Object.entries(HOSTILE))('%s', (_name, piece) => {
    const text = longestAccepted(piece);
    const start = cpuTime();
    const { diagnostics } = parse(text);
    expect(start()).toBeLessThan(2000);
    expect(diagnostics.length).toBeLessThanOrEqual(200);
  });
});

test.each(Object.entries(HOSTILE))(
  'a megabyte of %s is refused or read within a second',
  (_name, piece) => {
    const text = piece.repeat(Math.ceil(2 ** 20 / piece.length));
    const start = cpuTime();
    const { lab, diagnostics } = parse(text);
    expect(start()).toBeLessThan(1000);
    expect(lab).toBeNull();
    expect(diagnostics[0]?.rule).toBe('too-large');
  },
);

test('a refusal names the line that was too much', () => {
  expect(refuseHostile(`fine\n\n${'> '.repeat(40)}deep\n`)).toMatchObject({
    line: 3,
    rule: 'too-large',
  });
});

const seeds = fileURLToPath(new URL('../../../../../shared/seeds', import.meta.url));

test.skipIf(!existsSync(seeds))(
  'long READMEs from the real world pass (needs ../shared/seeds)',
  () => {
    for (const name of readdirSync(seeds).filter((name) => name.endsWith('.md'))) {
      expect(refuseHostile(readFileSync(`${seeds}/${name}`, 'utf8')), name).toBeNull();
    }
  },
);

/** By halving: the guard accepts the beginning of whatever it accepts. */
function longestAccepted(piece: string): string {
  let least = 0;
  let most = Math.ceil((200 * 1024) / piece.length);
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (refuseHostile(piece.repeat(middle)) === null) least = middle;
    else most = middle - 1;
  }
  return piece.repeat(least);
}
