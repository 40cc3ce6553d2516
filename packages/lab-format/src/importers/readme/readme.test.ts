import { describe, expect, test } from 'vitest';
import { importOnly } from '../imported.fixture.ts';

test('the text stays, its commands are found, foreign front matter is named', () => {
  const { lab, blocks, losses, imported } = importOnly({
    'boats/README.md':
      '---\ntitle: Boats\nlayout: default\nsidebar: { a: 1 }\n---\n\n# Boats\n\n## Sail\n\n```console\n$ docker ps\nCONTAINER ID\n```\n\n## Row\n\nPull.\n',
  });
  expect(imported).toMatchObject({ slug: 'boats', format: 'readme', origin: 'boats/README.md' });
  expect(lab.title).toBe('Boats');
  expect(lab.steps.map(({ title }) => title)).toEqual(['Sail', 'Row']);
  expect(blocks).toMatchObject([{ type: 'run', code: 'docker ps' }, { type: 'output' }]);
  expect(losses).toEqual([
    'boats/README.md:3 dropped front-matter',
    'boats/README.md:4 dropped front-matter',
  ]);
});

test('the files beside a compose file are the workspace', () => {
  const { lab } = importOnly({
    'a/README.md': '# A\n\n```\n$ docker compose up\n```\n',
    'a/compose.yaml': 'services: {}',
    'a/app/index.js': 'x',
    'a/docs/more.md': 'x',
    'b/x.txt': 'x',
  });
  expect(lab.files.map(({ path }) => path)).toEqual(['app/index.js', 'compose.yaml']);
});

test('links that lead out of the lab are text, headings and files alike', () => {
  const { text, losses } = importOnly({
    'README.md':
      '# A\n\n- [One](#one)\n- [`two`](two.md)\n- [web][w]\n\n[w]: https://example.org\n',
  });
  expect(text('README.md')).toContain('- One\n- `two`\n- [web][w]\n');
  expect(losses).toEqual(['README.md:3 changed link', 'README.md:4 changed link']);
});

test('the language is that of the letters, or of the folder', () => {
  expect(
    importOnly({ 'README.md': '# 船\n\nこれはテストの文章です。みんなで読みます。\n' }).lab
      .language,
  ).toBe('ja');
  expect(importOnly({ 'fr/boats/README.md': '# Le bateau\n\nBonjour.\n' }).lab.language).toBe('fr');
});

test('text in other encodings is read, and named', () => {
  const latin = new Uint8Array([...new TextEncoder().encode('# A\n\n'), 0x63, 0x61, 0x66, 0xe9]);
  expect(importOnly({ 'README.md': latin })).toMatchObject({
    losses: ['README.md:1 changed encoding'],
  });
  const wide = new Uint8Array([
    0xff,
    0xfe,
    ...new Uint8Array(new Uint16Array([0x23, 0x20, 0x41]).buffer),
  ]);
  expect(importOnly({ 'README.md': wide }).lab.title).toBe('A');
});

describe('MkDocs', () => {
  const page = (text: string) =>
    importOnly({ 'docs/index.md': `# A\n\n${text}` }, { format: 'mkdocs' });

  test.each([
    [
      '!!! note "Mind it"\n    Text\n\n    more\n\nOn\n',
      '> **Mind it**\n>\n> Text\n>\n> more\n\nOn',
    ],
    ['!!! warning\n\n    Text\n', '> **Warning**\n>\n> Text'],
    ['??? tip "More"\n    Text\n', ':::hint[More]\nText\n:::'],
    [
      '=== "Linux"\n\n    a\n\n=== "Mac"\n\n    b\n\nOn\n',
      ':::tabs\n:::tab[Linux]\na\n:::\n\n:::tab[Mac]\nb\n:::\n\n:::\n\nOn',
    ],
    ['```bash hl_lines="2 3"\na\n```\n', '```bash highlight=2,3\na\n```'],
    ['Text\n{: .center }\n', 'Text'],
  ])('%s', (text, native) => {
    const written = page(text)
      .text('README.md')
      .replace(/\n{2,}/g, '\n\n')
      .replace(/(?<=:::.*)\n\n|\n\n(?=:::$)/g, '\n');
    expect(written.replace(/\n+/g, '\n')).toContain(native.replace(/\n+/g, '\n'));
  });

  test('attributes are named', () => {
    expect(
      page('![x](https://example.org/x.png){: style="width:50%" }\n\n```py title="a.py"\nx\n```\n')
        .losses,
    ).toEqual(['docs/index.md:3 dropped attributes', 'docs/index.md:5 dropped fence-attribute']);
  });

  test('commands within an admonition run', () => {
    expect(page('!!! note\n    ```bash\n    docker ps\n    ```\n').blocks).toMatchObject([
      { type: 'run', code: 'docker ps' },
    ]);
  });
});
