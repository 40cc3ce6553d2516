import { expect, test } from 'vitest';
import { planLab } from './plan.ts';
import { fence, labOf } from './play.fixture.ts';

/** What is done in each step: commands, and paths of files. */
function actionsOf(markdown: string): string[][] {
  return planLab(labOf({ 'lab.md': markdown })).map(({ actions }) =>
    actions.map((action) => (action.type === 'run' ? action.block.code.trim() : action.block.path)),
  );
}

test('commands and files in the order of the text, with their sample output', () => {
  const lab = labOf({
    'lab.md': `# A lab

## One
\`\`\`text save-as=a.txt
hi
\`\`\`
\`\`\`console
$ cat a.txt
hi
$ ls
\`\`\`
::check[There]{name=there}

## Two
\`\`\`sh no-run-button
rm -rf /
\`\`\`
`,
    'checks/there.sh': 'test -e a.txt',
    'solution/two.sh': 'touch b.txt',
  });
  const [one, two] = planLab(lab);
  expect(one?.actions).toMatchObject([
    { type: 'file', block: { path: 'a.txt' } },
    { type: 'run', block: { code: 'cat a.txt' }, sample: expect.stringContaining('hi') },
    { type: 'run', block: { code: 'ls' }, sample: undefined },
  ]);
  expect(one?.checks).toMatchObject([{ name: 'there' }]);
  expect(one?.script).toBeUndefined();
  expect(two).toMatchObject({ id: 'two', actions: [], script: 'touch b.txt' });
});

test('hints are not played, and a solution apart from the text', () => {
  const lab = labOf({
    'lab.md': `# A lab

## One
\`\`\`sh
in-text
\`\`\`
:::hint[Stuck?]
\`\`\`sh
in-hint
\`\`\`
:::
:::solution[Show me]
\`\`\`sh
in-solution
\`\`\`
:::
`,
  });
  const [step] = planLab(lab);
  expect(step?.actions).toMatchObject([{ block: { code: 'in-text' } }]);
  expect(step?.solution).toMatchObject([{ block: { code: 'in-solution' } }]);
});

test('of tabs the first is played', () => {
  const tab = (label: string) => `:::tab[${label}]\n\`\`\`sh\n${label}-install\n\`\`\`\n:::\n`;
  expect(actionsOf(`# L\n\n## One\n\n:::tabs\n${tab('npm')}${tab('yarn')}:::\n`)).toEqual([
    ['npm-install'],
  ]);
});

test('what is shown under another value of a variable is not played', () => {
  const when = (value: string) =>
    `:::conditionalDisplay{variable=db requiredValue=${value}}\n\`\`\`sh\nuse-${value}\n\`\`\`\n:::\n`;
  const markdown = `---\nvariables: {db: redis}\n---\n# L\n\n## One\n\n${when('redis')}\n${when('postgres')}`;
  expect(actionsOf(markdown)).toEqual([['use-redis']]);
});

test('what may go on running: what is ended or typed into later, also in another step, and the last of its terminal', () => {
  const lab = labOf({
    'lab.md': [
      '# L\n\n## One\n',
      fence('plain'),
      fence('slow'),
      fence('server'),
      fence('curl', 'terminal-id=T2'),
      '\n## Two\n',
      fence('next', 'interrupt'),
      fence('last', 'terminal-id=T2'),
    ].join(''),
  });
  const stays = planLab(lab).flatMap(({ actions }) =>
    actions.map((action) => action.type === 'run' && [action.block.code.trim(), action.mayStay]),
  );
  expect(stays).toEqual([
    ['plain', false],
    ['slow', false],
    ['server', true],
    ['curl', true],
    ['next', true],
    ['last', true],
  ]);
});
