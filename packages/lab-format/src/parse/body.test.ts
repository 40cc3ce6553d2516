import { describe, expect, test } from 'vitest';
import { elements, labOf, parse, places, textIn } from './lab.fixture.ts';

function body(markdown: string, files: Record<string, Uint8Array> = {}) {
  const [step] = labOf({ 'lab.md': `## S\n\n${markdown}\n`, ...files }).steps;
  if (step === undefined) throw new Error('no step');
  return step.body;
}

test('has no positions: they would double its size on the wire', () => {
  expect(JSON.stringify(body('Some *text* with a [link](https://example.org).'))).not.toContain(
    'position',
  );
});

test('GFM: tables, task lists, strikethrough, footnotes', () => {
  const tree = body(
    '|a|b|\n|-|:-:|\n|1|2|\n\n- [x] done\n\n~~gone~~ and a note[^1]\n\n[^1]: The note.',
  );
  expect(elements(tree, 'td')).toHaveLength(2);
  expect(elements(tree, 'td')[1]?.properties.align).toBe('center');
  expect(elements(tree, 'input')[0]?.properties).toMatchObject({
    type: 'checkbox',
    disabled: true,
  });
  expect(elements(tree, 'del')).toHaveLength(1);
  const [back] = elements(tree, 'a').filter(({ properties }) => properties.href === '#fn-1');
  expect(back?.properties.id).toBe('fnref-1');
  expect(elements(tree, 'li').map(({ properties }) => properties.id)).toContain('fn-1');
});

describe('raw HTML never passes', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'Text <b onclick="x()">bold</b>',
    '<details><summary>x</summary></details>',
    '<drydock-block id="run-1"></drydock-block>',
    '<iframe src="https://example.org"></iframe>',
  ])('%s', (html) => {
    const { lab, diagnostics } = parse(`## S\n\n${html}\n`);
    const shown = JSON.stringify(lab?.steps[0]?.body);
    expect(shown).not.toMatch(/script|onerror|onclick|iframe|drydock-block|"raw"/);
    expect(diagnostics[0]).toMatchObject({ severity: 'warning', rule: 'html', line: 3 });
  });

  test('a comment is dropped without a word', () => {
    expect(parse('## S\n\n<!-- a note to myself -->\n').diagnostics).toEqual([]);
  });
});

describe('links', () => {
  test('lead to other pages without telling them about ours', () => {
    const [link] = elements(body('[docs](https://docs.docker.com)'), 'a');
    expect(link?.properties).toEqual({
      href: 'https://docs.docker.com',
      target: '_blank',
      rel: ['noopener', 'noreferrer'],
    });
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ])('%s goes nowhere', (target) => {
    const [link] = elements(body(`[x](${target})`), 'a');
    expect(link?.properties.href).toBeUndefined();
  });
});

describe('images', () => {
  const bytes = new Uint8Array([1, 2, 3]);

  test('come over https, or from the lab itself', () => {
    const tree = body('![a](https://example.org/a.png) ![b](images/b.png "B") ![c](./c.svg)', {
      'images/b.png': bytes,
      'c.svg': bytes,
    });
    expect(elements(tree, 'img').map(({ properties }) => properties.src)).toEqual([
      'https://example.org/a.png',
      'data:image/png;base64,AQID',
      'data:image/svg+xml;base64,AQID',
    ]);
  });

  test.each([
    'http://example.org/a.png',
    '/api/secret.png',
    '//example.org/a.png',
    'data:image/png;base64,AAAA',
    'missing.png',
    '../a.png',
    'lab.md',
  ])('%s is an error', (url) => {
    expect(places(`## S\n\nSee ![x](${url})\n`)).toEqual(['lab.md:3:5 error picture']);
  });

  test('one that is too large to travel with the lab is an error', () => {
    const files = {
      'lab.md': new TextEncoder().encode('## S\n\n![x](a.png)\n'),
      'a.png': new Uint8Array(300_000),
    };
    expect(places(files)).toEqual(['lab.md:3:1 error picture']);
  });
});

test('deeply nested emphasis is shown, not a crash', () => {
  const depth = 1000;
  const tree = body(`${'*'.repeat(depth)}a${'*'.repeat(depth)}`);
  expect(textIn(tree)).toBe('a');
});
