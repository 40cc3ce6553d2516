import { expect, test } from 'vitest';
import { importOnly, sourceOf } from '../imported.fixture.ts';
import { importLabs } from '../index.ts';

const YAML = 'title: Boats\nsections:\n  - title: Sail\n    contentPath: sail.md\n';
const section = (text: string, yaml = YAML) =>
  importOnly({ 'course/labspace/labspace.yaml': yaml, 'course/labspace/sail.md': text });

test('sections are steps, variables and ports are settings, project/ is the workspace', () => {
  const { lab, imported, losses } = importOnly({
    'labspace/labspace.yaml': `metadata: { id: x }\n${YAML}  - title: Row\n    contentPath: gone.md\nservices:\n  - { title: Sea, url: "http://localhost:8080", icon: sea }\n  - { title: Web, url: "https://example.org" }\nvariables:\n  tag: 3.1\n  "not a name": x\n`,
    'labspace/sail.md': '# ⛵ Sail\n\nText',
    'project/app/run.sh': '#!/bin/sh',
    'README.md': '# No lab',
  });
  expect(imported).toMatchObject({ slug: 'source', format: 'labspace' });
  expect(lab).toMatchObject({ title: 'Boats', ports: [8080], variables: { tag: '3.1' } });
  expect(lab.steps.map(({ title }) => title)).toEqual(['Sail', 'Row']);
  expect(JSON.stringify(lab.steps[0]?.body)).not.toContain('⛵');
  expect(lab.files.map(({ path }) => path)).toEqual(['app/run.sh']);
  expect(losses).toEqual([
    'labspace/labspace.yaml:1 dropped setting',
    'labspace/labspace.yaml:7 dropped missing-file',
    'labspace/labspace.yaml:9 changed setting',
    'labspace/labspace.yaml:10 dropped setting',
    'labspace/labspace.yaml:13 dropped variable',
  ]);
});

test.each([
  ['```bash\ncd a\n\nls\n```', { type: 'run', code: 'cd a\n\nls', runnable: true }],
  ['```sh no-run-button\nls\n```', { type: 'run', code: 'ls', runnable: false }],
  ['```console terminal-id=T2\nls\n```', { type: 'run', code: 'ls', terminal: 'T2' }],
  [
    '```yaml save-as=a/compose.yaml highlight=1\na: 1\n```',
    { type: 'file', path: 'a/compose.yaml', text: 'a: 1\n', emphasis: [1] },
  ],
  ['```sh save-as=~/run.sh\nls\n```', { type: 'file', path: 'run.sh' }],
  ['```plaintext no-copy-button\nok\n```', { type: 'output', text: 'ok' }],
])('%s', (text, block) => {
  expect(section(`# Sail\n\n${text}\n`).blocks).toMatchObject([block]);
});

test.each([
  [
    ':tabLink[app]{href="http://localhost:3000" title="App" id="app"}',
    ':tabLink[app]{port=3000}',
    [],
  ],
  ['::tabLink[app]{href="http://localhost"}', ':tabLink[app]{port=80}', []],
  [
    ':tabLink[docs]{href="https://example.org/a"}',
    ':tabLink[docs]{href="https://example.org/a"}',
    [],
  ],
  [':tabLink[IDE]{id="ide"}', 'IDE', ['directive']],
  [
    'See :fileLink[`a.js`]{path="src/a.js" line=3}',
    'See :fileLink[`a.js`]{path="src/a.js"}',
    ['directive'],
  ],
  ['::variableDefinition[name]{prompt="Who?"}', '::variableDefinition[name]{prompt="Who?"}', []],
  [
    '::variableSetButton[Both]{variables="a=1,b=x=2"}',
    '::variableSetButton[Both]{variables="a=1"}\n\n::variableSetButton[Both (b)]{variables="b=x=2"}',
    ['directive'],
  ],
  [
    ':::conditionalDisplay{variable="a" requiredValue="1"}\nText\n:::',
    ':::conditionalDisplay{variable="a" requiredValue="1"}',
    [],
  ],
  [
    ':::conditionalDisplay{variable="a" hasNoValue}\nText\n:::',
    ':::conditionalDisplay{variable="a" requiredValue=""}',
    [],
  ],
  [
    ':::conditionalDisplay{variable="a" hasValue}\nText\n:::',
    ':::conditionalDisplay{variable="a" hasNotValue=""}',
    [],
  ],
  [':::conditionalDisplay{os="windows"}\nText\n:::', ':::hint[windows]', ['directive']],
  ['`:tabLink[a]{href="http://localhost"}`', '`:tabLink[a]{href="http://localhost"}`', []],
])('%s', (text, native, rules) => {
  const { text: file, imported } = section(`# Sail\n\n${text}\n`);
  expect(file('01-sail.md')).toContain(`\n${native}\n`);
  expect(imported.losses.map(({ rule }) => rule)).toEqual(rules);
});

test('variables stay in text and commands', () => {
  const { lab, blocks } = section(
    '# Sail\n\n::variableDefinition[who]{prompt="Who?"}\n\nHi $$who$$!\n\n```bash\necho $$who$$\n```\n',
  );
  expect(lab.variables).toEqual({ who: '' });
  expect(blocks).toMatchObject([
    { code: 'echo $$who$$', placeholders: [{ kind: 'variable', label: 'who' }] },
  ]);
});

test('a directive that nobody knows is text, and a loss', () => {
  const { losses, text } = section('Text\n\n::sail[x]{y=z}\n\n10:30 a:b\n');
  expect(losses).toEqual(['course/labspace/sail.md:3 changed directive']);
  expect(text('01-sail.md')).toContain('`::sail`[x]');
});

test('a lab without sections says why there is none', () => {
  const [lab] = importLabs(sourceOf({ 'labspace.yaml': 'title: Boats\nsections: sail.md\n' }));
  expect(lab?.files.size).toBe(0);
  expect(lab?.losses).toMatchObject([{ file: 'labspace.yaml', line: 2, rule: 'steps' }]);
});
