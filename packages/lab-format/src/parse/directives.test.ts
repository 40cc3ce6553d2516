import { describe, expect, test } from 'vitest';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const withCheck = (text: string) => ({
  'lab.md': `## Step\n\n${text}\n`,
  'checks/built.sh': 'exit 0\n',
});

describe('text with colons stays text', () => {
  test.each([
    '10:30',
    'a:b',
    ':8080',
    'localhost:5001',
    'see :name and :x[y]{z=1}',
    '::1',
    'python:3.8-alpine',
    '5001:5000',
    'a :: b',
    ': alone',
  ])('%s', (text) => {
    for (const line of [text, `At ${text} sharp`, `- ${text}`, `**${text}**`]) {
      const { lab, diagnostics } = parse(`## Step\n\n${line}\n`);
      expect(diagnostics).toEqual([]);
      expect(lab && textIn(lab.steps[0]?.body ?? { type: 'root', children: [] })).toContain(text);
    }
  });

  test('a directive that is not well-formed is an error, not a line of text', () => {
    expect(places('## S\n\nText\n::port[x]{port=80 path=/a?b=c}\n')).toEqual([
      'lab.md:4:1 error directive',
    ]);
    expect(places('## S\n\n:::hint[x] and more\n')).toEqual(['lab.md:3:1 error directive']);
  });

  test('a directive of ours with one colon stays text, with a warning at its place', () => {
    expect(places(withCheck('Now :check[Is it built?]{name=built} it'))).toContain(
      'lab.md:3:5 warning directive',
    );
  });
});

describe('::check', () => {
  test('is bound to its script', () => {
    const lab = labOf(withCheck('::check[Is it *built*?]{name=built}'));
    expect(lab.steps[0]?.blocks).toMatchObject([
      { type: 'check', name: 'built', label: 'Is it built?' },
    ]);
    expect(lab.checks.get('built')).toMatchObject({ type: 'script', source: 'exit 0\n' });
  });

  test('without a script, a name, or with an unknown attribute is an error at its place', () => {
    expect(places(withCheck('::check[x]{name=build}\n\n::check{name=built}'))).toEqual([
      'lab.md:3:1 error check',
    ]);
    expect(parse(withCheck('::check[x]{name=build}')).diagnostics[1]?.fix).toContain('"built"');
    expect(places(withCheck('::check[x]\n\n::check{name=built}'))).toEqual([
      'lab.md:3:1 error check',
    ]);
    expect(places(withCheck('::check[x]{name=built nme=a}'))).toEqual([
      'lab.md:3:1 error directive',
    ]);
  });

  test('a script that no step uses is a warning', () => {
    expect(places(withCheck('nothing'))).toEqual(['checks/built.sh:1:1 warning check']);
  });
});

describe('::port', () => {
  test('has a port, a path and a label', () => {
    expect(
      blocksOf('## S\n\n::port[Open it]{port=5001 path="/health?a=b"}\n\n::port{port=80}\n'),
    ).toMatchObject([
      { type: 'port', port: 5001, path: '/health?a=b', label: 'Open it' },
      { type: 'port', port: 80, path: '/', label: 'Open port 80' },
    ]);
  });

  test.each([
    '',
    '{port=0}',
    '{port=70000}',
    '{port=web}',
    '{port=80 path=health}',
    '{port=80 path=//evil.example}',
  ])('::port%s is an error', (attributes) => {
    expect(places(`## S\n\n::port[x]${attributes}\n`)).toEqual(['lab.md:3:1 error port']);
  });
});

describe('containers', () => {
  const details = (text: string) =>
    elements(
      labOf(`## S\n\n${text}\n`).steps[0]?.body ?? { type: 'root', children: [] },
      'details',
    );

  test('hints and solutions are details with a title', () => {
    const [hint, solution] = details(
      ':::hint[Stuck?]\nTry **this**.\n:::\n\n:::solution\n- a\n:::',
    );
    expect(hint?.properties.className).toEqual(['hint']);
    expect(hint && textIn(hint)).toContain('Stuck?');
    expect(elements({ type: 'root', children: hint ? [hint] : [] }, 'strong')).toHaveLength(1);
    expect(solution?.properties.className).toEqual(['solution']);
    expect(solution && textIn(solution)).toContain('Solution');
  });

  test('hold blocks, and each other', () => {
    const text = '::::hint[A]\n\n```sh\nls\n```\n\n:::solution[B]\ndeep\n:::\n::::';
    expect(details(text)).toHaveLength(2);
    expect(blocksOf(`## S\n\n${text}\n`)).toMatchObject([{ type: 'run', code: 'ls' }]);
  });

  test('may stand in a list', () => {
    expect(details('- item\n\n  :::hint[A]\n  text\n  :::\n')).toHaveLength(1);
  });

  test('unclosed and unopened ones are errors at their places', () => {
    expect(places('## S\n\n:::hint[A]\ntext\n')).toEqual(['lab.md:3:1 error directive']);
    expect(places('## S\n\ntext\n:::\n')).toEqual(['lab.md:4:1 error directive']);
  });

  test('colons inside a fence are code', () => {
    expect(parse('## S\n\n```yaml\n:::hint\n::check\n:::\n```\n').diagnostics).toEqual([]);
  });
});

describe('unknown directives are errors with a suggestion', () => {
  test.each([
    ['::chekc[a]{name=b}', 'check'],
    ['::prot{port=80}', 'port'],
    [':::hnit[a]\nb\n:::', 'hint'],
    [':::solutoin\nb\n:::', 'solution'],
  ])('%s', (text, meant) => {
    const [diagnostic] = parse(`## S\n\n${text}\n`).diagnostics;
    expect(diagnostic).toMatchObject({ line: 3, column: 1, severity: 'error', rule: 'directive' });
    expect(diagnostic?.fix).toContain(meant);
  });

  test('so is the wrong number of colons', () => {
    expect(parse('## S\n\n::hint[a]\n').diagnostics).toMatchObject([
      { line: 3, column: 1, message: '"hint" is written :::hint ... :::.' },
    ]);
    expect(parse(withCheck(':::check[a]{name=built}\n:::')).diagnostics[1]?.message).toContain(
      '::check',
    );
  });
});
