import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
