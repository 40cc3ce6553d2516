import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toPublicLab } from '../public-lab.ts';
import { publicLabSchema } from '../schema.ts';
import { blocksOf, labOf, parse, places, textIn } from './lab.fixture.ts';
import { parseLab } from './parse-lab.ts';

const nothing = { type: 'root', children: [] } as const;

describe('steps', () => {
  test('each ## is one, and what stands above the first belongs to it', () => {
    const lab = labOf(
      '# The lab\n\nWelcome.\n\n## First step\n\nOne.\n\n### Part\n\n## Second\n\nTwo.\n',
    );
    expect(lab.title).toBe('The lab');
    expect(lab.steps.map(({ id, title }) => [id, title])).toEqual([
      ['first-step', 'First step'],
      ['second', 'Second'],
    ]);
    expect(textIn(lab.steps[0]?.body ?? { ...nothing, children: [] })).toMatch(
      /Welcome.*One.*Part/s,
    );
    expect(textIn(lab.steps[0]?.body ?? { ...nothing, children: [] })).not.toContain('The lab');
  });

  test('a file without ## is one step with the title of the lab', () => {
    expect(labOf('# All in one\n\nText.\n').steps).toMatchObject([
      { id: 'introduction', title: 'All in one' },
    ]);
  });

  test('a ## inside a quotation or a list starts none', () => {
    expect(labOf('## One\n\n> ## Quoted\n\n- ## Listed\n').steps).toHaveLength(1);
  });

  test('equal titles get different ids, and titles of any script get one', () => {
    const { steps } = labOf('## Build!\n\n## Build?\n\n## イメージをビルドする\n\n## ...\n');
    expect(steps.map(({ id }) => id)).toEqual([
      'build',
      'build-2',
      'イメージをビルドする'.normalize('NFKC'),
      'step',
    ]);
  });

  test('reference links work from every step', () => {
    const { steps } = labOf(
      '## One\n\n[a][docs]\n\n## Two\n\n[b][docs]\n\n[docs]: https://example.org\n',
    );
    for (const { body } of steps) expect(JSON.stringify(body)).toContain('https://example.org');
  });

  test('a lab without any is an error', () => {
    expect(places('')).toEqual(['lab.md:1:1 error steps']);
    expect(places('## a\n\n'.repeat(101))).toEqual(['lab.md:1:1 error steps']);
  });
});

describe('lab.yaml', () => {
  const files = {
    'lab.yaml': 'title: Many files\nports: [80]\n',
    '01-first.md': '# First\n\n```sh\nls\n```\n',
    '02-second.md': '---\ntitle: The second\n---\n\nText.\n\n## Part\n',
    '01-first.ja.md': '# 一番目\n\n```sh\nls\n```\n',
    '02-second.ja.md': '# 二番目\n',
    'README.md': '# About this folder\n',
  };

  test('takes each Markdown file as a step, without README and translations', () => {
    const lab = labOf(files);
    expect(lab).toMatchObject({ title: 'Many files', ports: [80] });
    expect(lab.steps.map(({ id, title }) => [id, title])).toEqual([
      ['first', 'First'],
      ['the-second', 'The second'],
    ]);
  });

  test('takes the files that it names, in that order', () => {
    const lab = labOf({ ...files, 'lab.yaml': 'steps: [02-second.md, 01-first.md]\n' });
    expect(lab.steps.map(({ title }) => title)).toEqual(['The second', 'First']);
  });

  test('a missing file, and lab.md beside it, are errors', () => {
    expect(places({ ...files, 'lab.yaml': 'steps: [01-frist.md]\n' })).toContain(
      'lab.yaml:1:9 error steps',
    );
    expect(places({ ...files, 'lab.md': '## A\n' })).toEqual(['lab.yaml:1:1 error lab']);
    expect(places({ 'notes.md': '# A\n' })).toEqual(['lab.md:1:1 error lab']);
  });

  test('errors are placed in the file of the step', () => {
    expect(places({ ...files, '01-first.md': '# First\n\n::nope\n' })).toContain(
      '01-first.md:3:1 error directive',
    );
  });
});

describe('ids of blocks', () => {
  test('do not change when something else of the step does', () => {
    const [before] = blocksOf('## S\n\n```sh\nls\n```\n');
    const after = blocksOf('## S\n\nNew text.\n\n```sh\npwd\n```\n\n```sh\nls\n```\n');
    expect(after.map(({ id }) => id)).toContain(before?.id);
  });

  test('are different for equal blocks and in different steps', () => {
    const ids = blocksOf('## S\n\n```sh\nls\nls\n```\n\n## T\n\n```sh\nls\n```\n').map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe(`${ids[0]}-2`);
  });
});

test('the files of the lab, its scripts and its solutions', () => {
  const bytes = new TextEncoder().encode('#!/bin/sh\n');
  const { lab, diagnostics } = parseLab({
    slug: 'x',
    files: new Map([
      ['lab.md', new TextEncoder().encode('## One\n\n::check{name=ok}\n')],
      ['files/bin/run.sh', bytes],
      ['files/.dockerignore', bytes],
      ['checks/ok.sh', bytes],
      ['checks/ok.txt', bytes],
      ['solution/one.sh', bytes],
      ['solution/tow.sh', bytes],
    ]),
    executable: new Set(['files/bin/run.sh']),
  });
  expect(lab?.files.map(({ path, executable }) => [path, executable])).toEqual([
    ['.dockerignore', false],
    ['bin/run.sh', true],
  ]);
  expect(lab?.solutions.get('one')?.source).toBe('#!/bin/sh\n');
  expect(diagnostics.map(({ file, rule }) => [file, rule])).toEqual([
    ['checks/ok.txt', 'script'],
    ['solution/tow.sh', 'solution'],
  ]);
});

test('ports and terminals that blocks use are the lab’s', () => {
  const lab = labOf(
    '---\nports: [80]\n---\n## S\n\n::port{port=90}\n\n```sh terminal-id=T2\nls\n```\n',
  );
  expect(lab.ports).toEqual([80, 90]);
  expect(lab.terminals).toEqual(['T1', 'T2']);
});

test('files that are no text are refused where they stop being it', () => {
  expect(places({ 'lab.md': new Uint8Array([0x23, 0x20, 0x41, 0x0a, 0x42, 0xff]) })).toEqual([
    'lab.md:2:2 error encoding',
  ]);
  expect(labOf('\uFEFF## One\r\n\r\nText.\r\n').steps).toHaveLength(1);
});

test('a path that leads out of the lab is refused, whoever made the source', () => {
  for (const path of ['files/../../x', '/etc/passwd', 'files//x', 'files\\x', 'files/a\nb']) {
    expect(places({ 'lab.md': '## A\n', [path]: '' })[0]).toMatch(/:1:1 error folder$/);
  }
});

test('two steps with the same title are a warning, the same check twice in one an error', () => {
  expect(places('## A\n\n## B\n\n## A\n')).toEqual(['lab.md:5:1 warning steps']);
  const twice = '## A\n\n::check{name=a}\n\n::check[b]{name=a}\n';
  expect(places({ 'lab.md': twice, 'checks/a.sh': '' })).toEqual(['lab.md:5:1 error check']);
});

describe('a fence that nothing closes', () => {
  test.each([
    ['```sh\nls\n\n## Next\n', 'lab.md:3:1 error fence'],
    ['````\nls\n```\n', 'lab.md:3:1 error fence'],
    ['```\nls\n``` text\n\n## Next\n', 'lab.md:3:1 error fence'],
    ['~~~\nls\n```\n', 'lab.md:3:1 error fence'],
    ['- ```sh\n  ls\n\nText\n', 'lab.md:3:3 warning fence'],
  ])('%j', (text, place) => {
    expect(places(`## S\n\n${text}`)).toEqual([place]);
  });

  test.each(['```sh\nls\n```', '- ```\n  ls\n  ````', '> ~~~\n> ls\n> ~~~ ', '    ls', '``` ```'])(
    '%j is closed, or none',
    (text) => {
      expect(places(`## S\n\n${text}\n`)).toEqual([]);
    },
  );
});

test('a lab that is too large is refused', () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`files/${n}`, '']));
  expect(places({ 'lab.md': '## A\n', ...many })).toEqual(['lab.md:1:1 error too-large']);
  expect(places({ 'lab.md': '## A\n', 'checks/a.sh': 'x'.repeat(200_000) })).toEqual([
    'checks/a.sh:1:1 error too-large',
  ]);
});

test('any Markdown is read or refused, never throws, and what is read fits the schema', () => {
  const piece = fc.constantFrom(
    ...[
      '## ',
      '# ',
      '\n',
      '\n\n',
      '- ',
      '> ',
      '1. ',
      '    ',
      '\t',
      '```',
      '~~~',
      'console',
      'sh ',
      '$ ',
      'ls',
      "'",
      '"',
    ],
    ...[
      '::',
      ':::',
      'hint',
      'check',
      'port',
      '{name=a}',
      '{port=80}',
      '[',
      ']',
      '(',
      ')',
      '![',
      '*',
      '_',
      '`',
      '~',
    ],
    ...[
      '<script>',
      '<!--',
      '-->',
      '<a href=javascript:x>',
      'javascript:',
      'https://a.b',
      'save-as=a',
      '|',
      '-|-',
      '[^1]',
    ],
    ...[
      '---',
      'title: a',
      '&amp;',
      '\\',
      '\r\n',
      '\0',
      '\uFEFF',
      '🚢',
      ':',
      '10:30',
      'FROM a',
      '=',
      'docker run x',
    ],
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  fc.assert(
    fc.property(text, (markdown) => {
      const { lab, diagnostics } = parse({ 'lab.md': markdown, 'checks/a.sh': '' });
      expect(lab === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      if (lab === null) return;
      const shown = JSON.stringify(toPublicLab(lab));
      publicLabSchema.parse(JSON.parse(shown));
      expect(shown).not.toMatch(
        /"tagName":"script"|"href":"javascript:|"src":"(?!https:|data:image)/i,
      );
      const ids = lab.steps.flatMap(({ blocks }) => blocks.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      const placed = lab.steps.flatMap(({ body }) => [
        ...JSON.stringify(body).matchAll(/"tagName":"drydock-block"/g),
      ]);
      expect(placed).toHaveLength(ids.length);
    }),
    { numRuns: 600 },
  );
}, 60_000);

test('any bytes are read or refused', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ maxLength: 200 }),
      (markdown, yaml) => {
        parse({ 'lab.md': markdown, 'checks/a.sh': yaml });
        parse({ 'lab.yaml': yaml, 'step.md': markdown });
      },
    ),
  );
});
