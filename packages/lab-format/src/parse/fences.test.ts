import { describe, expect, test } from 'vitest';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const fence = (info: string, code: string) => `## Step\n\n\`\`\`${info}\n${code}\n\`\`\`\n`;

test('a console block becomes run blocks and the output between them', () => {
  expect(blocksOf(fence('console', '$ docker ps\nCONTAINER ID\n$ docker image ls'))).toMatchObject([
    { type: 'run', code: 'docker ps', terminal: 'T1', runnable: true, copyable: true },
    { type: 'output', text: 'CONTAINER ID' },
    { type: 'run', code: 'docker image ls' },
  ]);
});

test.each(['console', 'sh', 'bash', 'shell', 'shell-session', 'Bash'])(
  '%s is a language of commands',
  (name) => {
    expect(blocksOf(fence(name, 'docker ps'))).toMatchObject([{ type: 'run', code: 'docker ps' }]);
  },
);

test('a block without a language is commands only with prompts', () => {
  expect(blocksOf(fence('', '$ docker ps'))).toMatchObject([{ type: 'run', code: 'docker ps' }]);
  expect(blocksOf(fence('', 'docker ps'))).toEqual([]);
});

test.each(['output', 'text', 'txt', 'plaintext'])('%s is sample output', (name) => {
  expect(blocksOf(fence(name, '$ docker ps'))).toMatchObject([
    { type: 'output', text: '$ docker ps' },
  ]);
});

test('code of another language is shown in the body', () => {
  const { steps } = labOf(fence('python', 'print("hi")'));
  expect(steps[0]?.blocks).toEqual([]);
  const [code] = steps.flatMap(({ body }) => elements(body, 'code'));
  expect(code?.properties.className).toEqual(['language-python']);
  expect(code && textIn(code)).toBe('print("hi")\n');
});

test('the body has the place of each block, also inside a list', () => {
  const { steps } = labOf(
    '## Step\n\n1. Build:\n\n   ```sh\n   docker build .\n   ```\n\n2. Done\n',
  );
  const [step] = steps;
  const list = step && elements(step.body, 'li')[0];
  expect(list?.children).toContainEqual(
    expect.objectContaining({ tagName: 'drydock-block', properties: { id: step?.blocks[0]?.id } }),
  );
  expect(step?.blocks).toMatchObject([{ code: 'docker build .' }]);
});

describe('attributes', () => {
  test('no buttons, another terminal', () => {
    expect(blocksOf(fence('console no-run-button terminal-id=T2', '$ ls'))).toMatchObject([
      { runnable: false, copyable: true, terminal: 'T2' },
    ]);
    expect(blocksOf(fence('console no-copy-button terminal-id=3', '$ ls'))).toMatchObject([
      { runnable: true, copyable: false, terminal: 'T3' },
    ]);
  });

  test('save-as makes a file of any language, ended by one line break', () => {
    expect(blocksOf(fence('python save-as=src/app.py', 'print()\n'))).toMatchObject([
      { type: 'file', path: 'src/app.py', text: 'print()\n', language: 'python' },
    ]);
    expect(blocksOf(fence('sh save-as="./start here.sh"', '#!/bin/sh'))).toMatchObject([
      { type: 'file', path: 'start here.sh', language: 'sh' },
    ]);
    expect(blocksOf(fence('save-as=notes', 'hi'))).toMatchObject([
      { path: 'notes', language: 'text' },
    ]);
  });

  test('lines to point out', () => {
    expect(blocksOf(fence('python save-as=a.py highlight=1,3-5', 'a'))).toMatchObject([
      { emphasis: [1, 3, 4, 5] },
    ]);
  });

  test.each(['/etc/passwd', '../a', 'a/../b', 'a//b', '', 'a\\b', '.'])(
    'save-as=%s is refused',
    (path) => {
      expect(places(fence(`text save-as="${path}"`, 'a'))).toEqual([
        'lab.md:3:9 error fence-attribute',
      ]);
    },
  );

  test.each([
    ['console terminal-id=main', '3:12 error'],
    ['python highlight=x', '3:11 error'],
    ['python save-as=a.py highlite=1', '3:24 warning'],
    ['console no-run', '3:12 warning'],
  ])('%s is reported at its place', (info, place) => {
    expect(places(fence(info, 'a'))).toEqual([`lab.md:${place} fence-attribute`]);
  });

  test('an attribute that nobody knows comes with a suggestion', () => {
    expect(parse(fence('console no-run', '$ ls')).diagnostics[0]?.message).toContain('no-run');
    expect(parse(fence('console terminal=T1', '$ ls')).diagnostics[0]?.fix).toContain(
      'terminal-id',
    );
  });
});

test('half a statement gets no run button, and a warning at its line', () => {
  const text = fence('console', "$ ls\n$ echo 'open");
  expect(places(text)).toEqual(['lab.md:5:1 warning statement']);
  expect(blocksOf(text)).toMatchObject([{ runnable: true }, { runnable: false }]);
});

test('of code that is indented, which has no line of backticks, the warning is at its own line', () => {
  expect(places('text\n\n\t$ ls\n\t$ `')).toEqual(['lab.md:4:1 warning statement']);
  expect(places('- text\n\n      $ `')).toEqual(['lab.md:3:3 warning statement']);
});

test('an empty fence is nothing', () => {
  expect(blocksOf(fence('console', '  '))).toEqual([]);
});

test('whole makes one block of a fence of any language, exactly as it stands', () => {
  const code = 'echo 1\n\n$ echo 2\n  echo "3';
  expect(blocksOf(fence('sh whole terminal-id=T2', code))).toMatchObject([
    { type: 'run', code, language: 'bash', terminal: 'T2', runnable: true },
  ]);
  expect(blocksOf(fence('whole', 'i'))).toMatchObject([{ type: 'run', code: 'i' }]);
  expect(blocksOf(fence('dockerfile whole no-run-button', 'FROM a\nRUN b'))).toMatchObject([
    { type: 'run', code: 'FROM a\nRUN b', language: 'dockerfile', runnable: false },
  ]);
});
