import { describe, expect, test } from 'vitest';
import { elements, labOf, textIn } from '../parse/lab.fixture.ts';
import type { Lab } from '../schema.ts';
import { highlightCode } from './highlight-code.ts';
import { highlightLab } from './highlight-lab.ts';
import { grammarName, loadGrammar } from './languages.ts';

const text = [
  '## S',
  '```console highlight=1',
  '$ docker ps -a',
  '```',
  '```python save-as=app.py highlight=2',
  'import os',
  'print("hi")',
  '```',
  '```dockerfile',
  'FROM alpine',
  '```',
  '```nobody-knows',
  'as it is',
  '```',
].join('\n');

async function highlighted(): Promise<Lab> {
  return await highlightLab(labOf(text));
}

describe('a lab in colours', () => {
  test('has them in run and file blocks, for light and dark', async () => {
    const { steps } = await highlighted();
    for (const block of steps[0]?.blocks ?? []) {
      if (block.type !== 'run' && block.type !== 'file') continue;
      const tree = block.highlighted;
      expect(tree && textIn(tree)).toBe(block.type === 'run' ? block.code : block.text.trimEnd());
      const styles = JSON.stringify(tree);
      expect(styles).toContain('--shiki-light:');
      expect(styles).toContain('--shiki-dark:');
    }
  });

  test('points out lines', async () => {
    const { steps } = await highlighted();
    const file = steps[0]?.blocks.find((block) => block.type === 'file');
    const lines = file?.highlighted ? elements(file.highlighted, 'span') : [];
    const pointedOut = lines.filter(({ properties }) =>
      String(properties.class).includes('emphasis'),
    );
    expect(pointedOut.map(textIn)).toEqual(['print("hi")']);
  });

  test('has them in the plain code of the body, and leaves other languages as they are', async () => {
    const { steps } = await highlighted();
    const [step] = steps;
    const pres = step ? elements(step.body, 'pre') : [];
    expect(pres.map((pre) => String(pre.properties.class ?? '').includes('shiki'))).toEqual([
      true,
      false,
    ]);
    expect(pres.map(textIn)).toEqual(['FROM alpine', 'as it is\n']);
  });

  test('has them in the code of a quiz', async () => {
    const quiz =
      ':::quiz[What is this?]\n```dockerfile\nFROM alpine\n```\n- [x] a\n- [ ] b\n\n```sh\nls\n```\n:::';
    const lab = await highlightLab(labOf(`## S\n\n${quiz}\n`));
    const [block] = lab.steps[0]?.blocks ?? [];
    if (block?.type !== 'quiz') throw new Error('no quiz');
    for (const tree of [block.question, block.explanation]) {
      const [pre] = tree ? elements(tree, 'pre') : [];
      expect(String(pre?.properties.class)).toContain('shiki');
    }
  });

  test('is another lab: the one given stays as it was', async () => {
    const lab = labOf(text);
    const before = JSON.stringify(lab.steps);
    await highlightLab(lab);
    expect(JSON.stringify(lab.steps)).toBe(before);
  });
});

test('what is too long, or in no known language, is left as it is', async () => {
  expect(await highlightCode({ code: 'x'.repeat(60_000), language: 'python' })).toBeNull();
  expect(await highlightCode({ code: 'x', language: 'constructor' })).toBeNull();
});

test('markup in code stays text', async () => {
  const tree = await highlightCode({ code: '<script>alert(1)</script>', language: 'html' });
  expect(tree && elements(tree, 'script')).toEqual([]);
});

test.each([
  'dockerfile',
  'bash',
  'console',
  'python',
  'javascript',
  'json',
  'yaml',
  'html',
  'ini',
  'js',
  'yml',
  'nginx',
  'go',
  'sql',
  'diff',
  'css',
  'java',
  'rust',
  'toml',
  'typescript',
  'makefile',
])('%s has a grammar', async (language) => {
  const name = grammarName(language);
  expect(name).not.toBeNull();
  expect(await loadGrammar(name ?? '')).not.toEqual([]);
});
