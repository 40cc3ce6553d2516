import { expect, test } from 'vitest';
import { blocksOf, elements, labOf, parse, places, textIn } from './lab.fixture.ts';

const text =
  '## S\n\n:::tabs\n:::tab[Node]\n```sh\nnode a.js\n```\n:::\n\n:::tab[Python *3*]\nUse `python`.\n:::\n:::\n\nBelow.\n';

test('tabs hold their content and its blocks', () => {
  const [step] = labOf(text).steps;
  const tabs = step ? elements(step.body, 'drydock-tab') : [];
  expect(tabs.map(({ properties }) => properties)).toEqual([
    { label: 'Node' },
    { label: 'Python 3' },
  ]);
  expect(tabs[1] && textIn(tabs[1]).trim()).toBe('Use python.');
  expect(blocksOf(text)).toMatchObject([{ type: 'run', code: 'node a.js' }]);
  const [outer] = step ? elements(step.body, 'drydock-tabs') : [];
  expect(outer && textIn(outer)).not.toContain('Below');
});

test('may stand in each other, and in hints', () => {
  const inner = ':::tabs\n:::tab[B]\nx\n:::\n:::';
  const nested = `## S\n\n:::hint\n:::tabs\n:::tab[A]\n${inner}\n:::\n:::\n:::\n`;
  const [step] = labOf(nested).steps;
  expect(step && elements(step.body, 'drydock-tab')).toHaveLength(2);
});

test.each([
  [':::tabs\n:::', 3],
  [':::tabs\n:::tab\nx\n:::\n:::', 4],
  [':::tabs\nloose\n\n:::tab[A]\nx\n:::\n:::', 4],
  [':::tab[A]\nx\n:::', 3],
  [':::tabs\n:::tab[A]\nx\n:::', 3],
  [':::tabs{x=y}\n:::tab[A]\nx\n:::\n:::', 3],
])('%j is an error', (markdown, line) => {
  expect(places(`## S\n\n${markdown}\n`)[0]).toMatch(
    new RegExp(`^lab\\.md:${line}:\\d+ error directive$`),
  );
});

test('a misspelt name comes with the right one', () => {
  expect(parse('## S\n\n:::tbs\n:::\n').diagnostics[0]?.fix).toContain('"tabs"');
  expect(parse('## S\n\n:::conditonalDisplay{variable=a}\n:::\n').diagnostics[0]?.fix).toContain(
    '"conditionalDisplay"',
  );
});
