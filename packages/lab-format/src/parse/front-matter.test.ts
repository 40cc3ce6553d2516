import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { labOf, parse, places } from './lab.fixture.ts';

const lab = (yaml: string) => `---\n${yaml}\n---\n\n## Step\n`;

test('settings become properties of the lab', () => {
  const text = lab(
    'title: My lab\ndescription: What it is\nlevel: advanced\nduration: 30\ntags: [web, cache]\nimages: ["alpine:3"]\nports: [80, 81]\nterminals: [T1, T2]',
  );
  expect(labOf(text)).toMatchObject({
    title: 'My lab',
    description: 'What it is',
    level: 'advanced',
    duration: 30,
    tags: ['web', 'cache'],
    images: ['alpine:3'],
    ports: [80, 81],
    terminals: ['T1', 'T2'],
  });
});

test('everything may be left out', () => {
  expect(labOf('## Step\n')).toMatchObject({
    title: 'a-lab',
    description: '',
    ports: [],
    terminals: ['T1'],
  });
  expect(labOf('---\n---\n\n## Step\n').title).toBe('a-lab');
  expect(labOf(lab('terminals: 2')).terminals).toEqual(['T1', 'T2']);
});

describe('mistakes are found at their places', () => {
  test.each([
    ['YAML that is none', 'title: "open', 'lab.md:2:13'],
    ['bad indentation', 'title: a\n  level: b', 'lab.md:2:8'],
    ['a level that does not exist', 'title: a\nlevel: expert', 'lab.md:3:8'],
    ['a port out of range', 'ports:\n  - 80\n  - 99999', 'lab.md:4:5'],
    ['text instead of a number', 'duration: soon', 'lab.md:2:11'],
    ['an unknown setting', 'title: a\nlevle: beginner', 'lab.md:3:1'],
    ['an unknown setting inside', 'sandbox:\n  memroy: 2g', 'lab.md:3:3'],
    ['a list instead of settings', '- a\n- b', 'lab.md:2:1'],
    ['an alias', 'title: &a x\ndescription: *a', 'lab.md:2:1'],
  ])('%s', (_name, yaml, place) => {
    const found = places(lab(yaml));
    expect(found[0]).toBe(`${place} error front-matter`);
    expect(parse(lab(yaml)).lab).toBeNull();
  });

  test('an unknown setting comes with a suggestion', () => {
    expect(parse(lab('levle: beginner')).diagnostics[0]?.fix).toBe('did you mean "level"?');
  });

  test.each([
    ['level: beginer', 'did you mean "beginner"?'],
    ['duration: soon', 'write a number here'],
    ['title: 1', 'write text, between quotes here'],
    ['ports: 80', 'write a list: [a, b] here'],
    ['ports: [99999]', 'write at most 65535'],
    ['variables: [a]', 'write names with values: { a: b } here'],
    ['title: a\ntitle: b', 'remove one of the two'],
    ['title: "a', 'put text into quotes, and indent with spaces'],
  ])('%s: %s', (yaml, fix) => {
    expect(parse(lab(yaml)).diagnostics[0]?.fix).toBe(fix);
  });

  test('a value that may be written in several ways names them all', () => {
    expect(parse(lab('terminals: many')).diagnostics[0]?.message).toMatch(/number.*, or .*array/);
  });

  test('front matter that is never closed', () => {
    expect(places('---\ntitle: a\n\n## Step\n')).toEqual(['lab.md:1:1 error front-matter']);
  });
});

describe('what a sandbox needs', () => {
  test.each([
    ['memory: 4GB', { memory: 4e9 }],
    ['memory: 512MiB', { memory: 512 * 2 ** 20 }],
    ['memory: 1.5 gb', { memory: 1.5e9 }],
    ['memory: 2147483648', { memory: 2 ** 31 }],
    ['cpus: 0.5', { cpus: 0.5 }],
    ['disk: 20GB', { disk: 20e9 }],
  ])('%s', (setting, sandbox) => {
    expect(labOf(lab(`sandbox:\n  ${setting}`)).sandbox).toEqual(sandbox);
  });

  test.each([
    'memory: much',
    'memory: 1MB',
    'memory: 1TB',
    'memory: -1',
    'cpus: 0',
    'cpus: two',
    'disk: 2XB',
  ])('%s is an error', (setting) => {
    expect(places(lab(`sandbox:\n  ${setting}`))[0]).toMatch(/^lab\.md:3:\d+ error front-matter$/);
  });
});

test('code in the front matter is not code', () => {
  expect(parse('---js\nmodule.exports = process.exit(1)\n---\n\n## Step\n').lab?.title).toBe(
    'a-lab',
  );
  expect(places(lab('title: !!js/function "function () {}"'))).not.toEqual([]);
});

test.each([
  ['brackets', '['.repeat(8000)],
  ['braces', '{a: '.repeat(4000)],
  ['dashes', '- '.repeat(8000)],
  ['questions', '? '.repeat(8000)],
  ['indentation', Array.from({ length: 170 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  [
    'aliases',
    `a: &a [x]\n${Array.from({ length: 20 }, (_, i) => `b${i}: [*a, *a, *a]`).join('\n')}`,
  ],
])('hostile %s are refused at once', (_name, yaml) => {
  const start = cpuTime();
  expect(parse(lab(yaml)).lab).toBeNull();
  expect(start()).toBeLessThan(1000);
});

test('any front matter is read or refused, with places inside the file', () => {
  const piece = fc.constantFrom(
    'title: ',
    'a',
    '[',
    ']',
    '{',
    '}',
    '- ',
    '? ',
    ': ',
    '\n',
    '  ',
    '"',
    "'",
    '&a ',
    '*a',
    '!!x ',
    '|',
    '>',
    '#',
    '%',
    '\t',
    '...',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = lab(pieces.join(''));
      const lines = text.split('\n').length;
      for (const { line, column } of parse(text).diagnostics) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
        expect(column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 500 },
  );
});
