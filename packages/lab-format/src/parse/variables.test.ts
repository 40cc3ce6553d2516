import type { Root } from 'hast';
import { describe, expect, test } from 'vitest';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const withName = (text: string) => `---\nvariables:\n  name: ada\n  city:\n---\n## S\n\n${text}\n`;
const bodyOf = (text: string): Root => labOf(text).steps[0]?.body ?? { type: 'root', children: [] };

describe('$$name$$', () => {
  test('in text is the place of a value, within other markup too', () => {
    const body = bodyOf(withName('Hello $$name$$, **$$city$$** and `docker run $$name$$:v1`.'));
    expect(elements(body, 'drydock-variable').map(({ properties }) => properties.name)).toEqual([
      'name',
      'city',
      'name',
    ]);
    expect(textIn(body)).toBe('Hello ,  and docker run :v1.');
    expect(elements(body, 'code')[0]?.children).toHaveLength(3);
  });

  test('in commands and files is a placeholder with all of its places', () => {
    const text =
      '```sh\ndocker tag app $$name$$/app:$$name$$\n```\n\n```py save-as=a.py\nx = "$$city$$"\n```\n\n`echo $$name$$`{run}';
    expect(
      blocksOf(withName(text)).map((block) => 'placeholders' in block && block.placeholders),
    ).toEqual([
      [{ text: '$$name$$', kind: 'variable', label: 'name', at: [15, 28] }],
      [{ text: '$$city$$', kind: 'variable', label: 'city', at: [5] }],
      [{ text: '$$name$$', kind: 'variable', label: 'name', at: [5] }],
    ]);
  });

  test('that no variable has stays text, with a warning at its place', () => {
    const text = withName('Hello\nand $$nmae$$.\n\n```sh\necho $$nmae$$\n```');
    expect(places(text)).toEqual(['lab.md:9:5 warning variable', 'lab.md:11:1 warning variable']);
    expect(parse(text).diagnostics[0]?.fix).toBe('did you mean "name"?');
    expect(textIn(bodyOf(text))).toContain('$$nmae$$');
  });

  test.each(['echo $$', 'kill $$; echo $$', 'costs $$ 5 $$', '$$x', '$$1$$', '$name'])(
    '%s is something else',
    (text) => {
      expect(places(withName(`Say ${text} there`))).toEqual([]);
    },
  );
});

describe('the variables of a lab', () => {
  test('come from its settings and from its text, with their first values', () => {
    const lab = labOf(
      withName(
        '$$team$$\n\n::variableDefinition[team]{prompt="Your team"}\n\n- ::variableSetButton[Go]{variables="os=linux"}',
      ),
    );
    expect(lab.variables).toEqual({ team: '', os: '', name: 'ada', city: '' });
  });

  test.each([
    'variables: {"a b": 1}',
    'variables: {a: [1]}',
    'variables: [a]',
    'variables: {_x: 1}',
  ])('%s is an error', (setting) => {
    expect(places(`---\n${setting}\n---\n## S\n`)[0]).toMatch(/^lab\.md:2:\d+ error front-matter$/);
  });
});

describe('::variableDefinition and ::variableSetButton', () => {
  test('are a field with its label, and a button', () => {
    const body = bodyOf(
      '## S\n\n::variableDefinition[who]{prompt="Your name"}\n\n::variableSetButton[I am *Ada*]{variables="who=Ada = me"}\n',
    );
    const [ask] = elements(body, 'drydock-ask');
    expect([ask?.properties, ask && textIn(ask)]).toEqual([{ variable: 'who' }, 'Your name']);
    const [set] = elements(body, 'drydock-set');
    expect([set?.properties, set && textIn(set)]).toEqual([
      { variable: 'who', value: 'Ada = me' },
      'I am Ada',
    ]);
  });

  test.each([
    '::variableDefinition{prompt=a}',
    '::variableDefinition[two words]',
    '::variableSetButton[a]',
    '::variableSetButton[a]{variables="=x"}',
    '::variableSetButton[a]{variables="a=1, b=2"}',
  ])('%s is an error', (text) => {
    expect(places(`## S\n\n${text}\n`)).toEqual(['lab.md:3:1 error variable']);
  });
});

describe(':::conditionalDisplay', () => {
  test('shows its content, blocks too, while a variable has a value or has it not', () => {
    const text = withName(
      ':::conditionalDisplay{variable=name requiredValue="ada"}\n```sh\nls\n```\n:::\n\n:::conditionalDisplay{variable=name hasNotValue=ada}\nYou are **new**.\n:::',
    );
    const whens = elements(bodyOf(text), 'drydock-when');
    expect(whens.map(({ properties }) => properties)).toEqual([
      { variable: 'name', is: 'ada' },
      { variable: 'name', 'has-not': 'ada' },
    ]);
    expect(JSON.stringify(whens[0])).toContain('drydock-block');
    expect(blocksOf(text)).toMatchObject([{ type: 'run', code: 'ls' }]);
  });

  test.each([
    '{requiredValue=a}',
    '{variable=name}',
    '{variable=nmae requiredValue=a}',
    '{variable=name requiredValue=a hasNotValue=b}',
  ])('%s is an error', (attributes) => {
    expect(places(withName(`:::conditionalDisplay${attributes}\nx\n:::`))).toEqual([
      'lab.md:8:1 error variable',
    ]);
  });
});

test('a page of variables and nothing else is refused before it is read', () => {
  const text = withName(Array.from({ length: 20_000 }, () => '$$name$$').join(' '));
  expect(places(text)).toEqual(['lab.md:8:1 error too-large']);
});

test('double brackets are a variable when there is one of that name, else text', () => {
  const text = withName(
    '`curl [[name]]`{run}\n\n```sh whole\n[[ -f x ]] && echo [[name]] [[other]]\n```\n',
  );
  expect(places(text)).toEqual([]);
  expect(blocksOf(text)).toMatchObject([
    { placeholders: [{ text: '[[name]]', kind: 'variable', label: 'name', at: [5] }] },
    { placeholders: [{ text: '[[name]]', kind: 'variable', label: 'name', at: [19] }] },
  ]);
});
