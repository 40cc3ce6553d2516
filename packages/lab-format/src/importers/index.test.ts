import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuTime } from '../cpu-time.fixture.ts';
import { type ForeignFiles, readAgain, scenario, sourceOf } from './imported.fixture.ts';
import { type Format, formats, importLabs } from './index.ts';

describe('formats are told by their files', () => {
  test.each<[string, ForeignFiles, [string, Format][]]>([
    [
      'scenarios beside a README',
      {
        'README.md': '# All',
        'a/index.json': '{"details":{"steps":[]}}',
        'a/README.md': '# A',
        'b/c/index.json': '{"details":{"intro":{}}}',
      },
      [
        ['a', 'katacoda'],
        ['c', 'katacoda'],
      ],
    ],
    [
      'a Labspace',
      { 'labspace/labspace.yaml': 'title: L', 'README.md': '# L', 'project/README.md': '# P' },
      [['source', 'labspace']],
    ],
    [
      'posts',
      { '_posts/2020-01-02-sea.markdown': '---\ntitle: S\n---\nText', 'about.md': '# About' },
      [['sea', 'pwd']],
    ],
    ['a document with terminals', { 'sea.md': '```.term1\nls\n```\n' }, [['sea', 'pwd']]],
    [
      'pages of MkDocs',
      { 'mkdocs.yml': 'site_name: x', 'docs/sea/index.md': '# Sea', 'docs/lake.md': '# Lake' },
      [
        ['lake', 'mkdocs'],
        ['sea', 'mkdocs'],
      ],
    ],
    [
      'READMEs',
      { 'README.md': '# All', 'a/README.md': '# A', 'b/README.ja.md': '# B', 'b/LICENSE.md': 'x' },
      [
        ['a', 'readme'],
        ['b-ja', 'readme'],
      ],
    ],
    ['one README', { 'README.md': '# All', 'docs/x.md': 'x' }, [['source', 'readme']]],
    [
      'documents of any name',
      { 'one.md': '# 1', 'two.md': '# 2', 'CONTRIBUTING.md': '#' },
      [
        ['one', 'readme'],
        ['two', 'readme'],
      ],
    ],
    ['nothing', { 'x.txt': 'x', 'package.json': '{}', 'node_modules/a/README.md': '#' }, []],
  ])('%s', (_, files, expected) => {
    const labs = importLabs(sourceOf(files));
    expect(labs.map(({ slug, format }) => [slug, format])).toEqual(expected);
  });

  test('slugs are unique, in plain letters', () => {
    const files = {
      'a/Über/README.md': '# 1',
      'b/uber/README.md': '# 2',
      'c/日本/README.md': '# 3',
    };
    expect(importLabs(sourceOf(files)).map(({ slug }) => slug)).toEqual(['uber', 'uber-2', 'lab']);
  });

  test('a format can be named, and a part of the folder', () => {
    const files = { 'a/README.md': '# A', 'b/README.md': '# B' };
    expect(importLabs(sourceOf(files), { format: 'mkdocs' }).map(({ format }) => format)).toEqual([
      'mkdocs',
      'mkdocs',
    ]);
    expect(importLabs(sourceOf(files), { at: 'b/' }).map(({ slug }) => slug)).toEqual(['b']);
    expect(importLabs(sourceOf(files), { at: 'a/README.md' }).map(({ slug }) => slug)).toEqual([
      'a',
    ]);
  });
});

describe('whatever the text is, the lab can be read', () => {
  const piece = fc.constantFrom(
    ...[
      '```',
      '````',
      '~~~',
      '{{execute}}',
      '{{copy}}',
      '{{',
      '}}',
      '`',
      '`ls`',
      '\n',
      '\n\n',
      '    ',
      '- ',
      '> ',
      '1. ',
      '# ',
      '## A',
    ],
    ...[
      '<pre class="file" data-filename="a">',
      '<pre>',
      '</pre>',
      '<details>',
      '</details>',
      '<summary>',
      '</summary>',
      '<b>',
      '<br>',
      '<!--',
      '-->',
    ],
    ...[
      '>>Q<<',
      '=== a',
      '(*) b',
      '( ) c',
      '[*] d',
      '[ ] e',
      ':::',
      ':::hint',
      '::check[a]{name=b}',
      ':fileLink[a]{path=b}',
      '$$a$$',
      '[[HOST_IP]]',
    ],
    ...[
      '{:.quiz}',
      '- (x) a',
      '- ( ) b',
      '{:data-port="80"}',
      '[a](/)',
      '{% raw %}',
      '{% endraw %}',
      '{{ "a" }}',
      '.term1',
      '{: .x }',
      '!!! note',
      '??? tip "a"',
      '=== "Tab"',
    ],
    ...[
      '{{TRAFFIC_HOST1_80}}',
      '![a](b.png)',
      '| a |\n| - |',
      '\t',
      '\\',
      '*',
      '_',
      '[',
      ']',
      '---\n',
      'ab',
      '日本',
      '\u{F0000}',
      '\r\n',
    ],
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 })
    .map((pieces) => pieces.join(''));

  test.each<[Format, (text: string) => ForeignFiles]>([
    ['katacoda', (page) => scenario(page)],
    ['pwd', (page) => ({ '_posts/a.md': `---\ntitle: a\n---\n${page}` })],
    [
      'labspace',
      (page) => ({
        'labspace/labspace.yaml': 'title: a\nsections:\n  - title: b\n    contentPath: c.md\n',
        'labspace/c.md': page,
      }),
    ],
    ['mkdocs', (page) => ({ 'README.md': page })],
    ['readme', (page) => ({ 'README.md': page })],
  ])('%s', (format, files) => {
    fc.assert(
      fc.property(text, (page) => {
        for (const lab of importLabs(sourceOf(files(page)), { format })) {
          if (lab.files.size > 0) expect(readAgain(lab).errors).toEqual([]);
          for (const loss of lab.losses) expect(loss.line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('bytes that are no text, and settings that are none, are losses', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('index.json', 'labspace.yaml', 'sail.md', 'README.md'),
        fc.uint8Array({ maxLength: 60 }),
        fc.string(),
        (name, bytes, end) => {
          const content = new Uint8Array([
            ...bytes,
            ...new TextEncoder().encode(`"details": {"steps": ${end}`),
          ]);
          for (const format of formats)
            importLabs(sourceOf({ ...scenario('x'), [name]: content }), { format });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('hostile input', () => {
  const inTime = (files: ForeignFiles, milliseconds = 3000) => {
    const before = cpuTime();
    const labs = importLabs(sourceOf(files));
    expect(before()).toBeLessThan(milliseconds);
    return labs;
  };

  test.each([
    ['open fences', '```\n'.repeat(40_000)],
    ['marks', '`a`{{execute}}'.repeat(10_000)],
    ['braces', '{{'.repeat(100_000)],
    ['tags', '<a b="'.repeat(30_000)],
    ['details', '<details>\n\n'.repeat(2_000)],
    ['pre', '<pre>\n'.repeat(50_000)],
    ['blanks in a tag', `<a${' '.repeat(200_000)}`],
    ['questions', '>>a<<\n'.repeat(20_000)],
    ['brackets', '['.repeat(100_000)],
    ['addresses', '[[HOST_IP]]'.repeat(20_000)],
    ['questions without an answer', '{:.quiz}\n'.repeat(20_000)],
    ['tables of contents', '{:toc}\n'.repeat(20_000)],
  ])(
    'a page of %s is read, or refused, in time',
    (_, page) => {
      inTime(scenario(page));
      inTime({ '_posts/a.md': `---\ntitle: a\n---\n${page}` });
      inTime({ 'labspace.yaml': 'sections:\n  - title: b\n    contentPath: c.md\n', 'c.md': page });
      inTime({ 'README.md': `!!! note\n\n${page}` });
    },
    15_000,
  );

  test.each([
    ['deep', `{"details": {"steps": ${'['.repeat(50_000)}`],
    ['aliases', `details: &a { steps: [x] }\nb: [${'*a,'.repeat(5000)}]`],
    ['long', `{"details": {"steps": ["${'x'.repeat(400_000)}"]}}`],
  ])('an index that is too %s is a loss', (_, index) => {
    const [lab] = inTime({ 'index.json': index });
    expect(lab?.files.size).toBe(0);
    expect(lab?.losses.length).toBeGreaterThan(0);
  });

  test('a target with a name that no disk takes is none of the workspace', () => {
    const assets = [{ file: 'sail.txt', target: `~/${'帆'.repeat(100)}` }];
    const index = { details: { steps: [{ text: 'sail.md' }], assets: { host01: assets } } };
    const [lab] = inTime({
      'index.json': JSON.stringify(index),
      'sail.md': 'x',
      'assets/sail.txt': 'x',
    });
    const names = [...(lab?.files.keys() ?? [])].flatMap((path) => path.split('/'));
    expect(names.filter((name) => name.startsWith('帆'))).toEqual([]);
  });

  test('a file where another one has its folder is a loss: no disk holds both', () => {
    const assets = [
      { file: 'sail.txt', target: '~/boat' },
      { file: 'mast.txt', target: '~/boat/sail.txt' },
      { file: 'boat', target: '~/' },
    ];
    const index = { details: { steps: [{ text: 'sail.md' }], assets: { host01: assets } } };
    const [lab] = inTime({
      'index.json': JSON.stringify(index),
      'sail.md': 'x',
      'assets/sail.txt': 'x',
      'assets/mast.txt': 'x',
      'assets/boat': 'x',
    });
    const placed = [...(lab?.files.keys() ?? [])].filter((path) => /^files\/boat/.test(path));
    expect(placed).toEqual(['files/boat/sail.txt']);
    expect(lab?.losses.filter(({ rule }) => rule === 'asset')).toHaveLength(2);
  });

  test('more files, bytes and steps than a lab may have are losses; the rest is a lab', () => {
    const assets = Object.fromEntries(
      Array.from({ length: 700 }, (_, at) => [`assets/${at}.txt`, 'x']),
    );
    const steps = Array.from({ length: 120 }, () => ({ title: 'S', text: 'sail.md' }));
    const index = JSON.stringify({
      details: {
        steps,
        assets: {
          host01: [
            { file: '**', target: '~/' },
            { file: 'big', target: '~/' },
          ],
        },
      },
    });
    const [lab] = inTime(
      { 'index.json': index, 'sail.md': 'x', 'assets/big': new Uint8Array(6 * 2 ** 20), ...assets },
      10_000,
    );
    expect(lab && readAgain(lab).lab?.steps).toHaveLength(100);
    expect(new Set(lab?.losses.map(({ rule }) => rule))).toEqual(new Set(['too-large', 'steps']));
  });
});
