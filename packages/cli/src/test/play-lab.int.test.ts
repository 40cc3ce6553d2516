import { afterAll, expect, test, vi } from 'vitest';
import { fakeBox, fence, labOf } from './play.fixture.ts';
import { playLab } from './play-lab.ts';
import type { PlayedLab } from './results.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const box = fakeBox();
const QUICK = { server: 700, answer: 1000, check: 700, checkBeforeSolution: 300 };
afterAll(() => box.dispose());

function play(
  files: Readonly<Record<string, string>>,
  rest: { of?: 'lab' | 'readme'; solutions?: boolean; only?: string[] } = {},
): Promise<PlayedLab> {
  return playLab({
    ...{ box, of: 'lab', solutions: false, only: [], missingImages: [], pace: QUICK },
    lab: labOf(files),
    onStep: () => undefined,
    signal: new AbortController().signal,
    ...rest,
  });
}

const verdicts = ({ steps }: PlayedLab) =>
  steps.flatMap(({ blocks }) => blocks.map(({ title, verdict }) => [title, verdict]));
const checks = ({ steps }: PlayedLab) =>
  steps.flatMap((step) => step.checks.map(({ name, verdict }) => [name, verdict]));

const exists = (file: string) => `test -e ${file} || { echo "There is no ${file}." >&2; exit 1; }`;

test('each step: checks before, files and commands, checks after', async () => {
  const lab = await play({
    'lab.md': `# L

## One
\`\`\`text save-as=a.txt
hello
\`\`\`
${fence('cp a.txt b.txt')}
::check[b is there]{name=b}

## Two
${fence('rm b.txt\nfalse')}
::check[b is there]{name=b}
`,
    'checks/b.sh': exists('b.txt'),
  });
  expect(lab.error).toBeUndefined();
  expect(verdicts(lab)).toEqual([
    ['a.txt', 'pass'],
    ['cp a.txt b.txt', 'pass'],
    ['rm b.txt', 'pass'],
    ['false', 'failed'],
  ]);
  expect(lab.steps[0]?.checks).toMatchObject([
    { before: { outcome: 'not-yet', why: 'There is no b.txt.' }, after: { outcome: 'pass' } },
  ]);
  expect(checks(lab)).toEqual([
    ['b', 'pass'],
    ['b', 'failed'],
  ]);
});

test('a check that passes before its step is vacuous, unless its author says so', async () => {
  const lab = await play({
    'lab.md': `# L\n\n## One\n::check[E]{name=easy}\n\n::check[M]{name=meant may-pass-before}\n`,
    'checks/easy.sh': 'true',
    'checks/meant.sh': 'true',
  });
  expect(checks(lab)).toEqual([
    ['easy', 'vacuous'],
    ['meant', 'pass'],
  ]);
});

test('the solution does what the text leaves to the learner, or all of it when asked', async () => {
  const files = {
    'lab.md': `# L\n\n## One\n${fence('touch text')}\n::check[D]{name=done}\n`,
    'checks/done.sh': exists('done'),
    'solution/one.sh': 'touch done',
  };
  const both = await play(files);
  expect(verdicts(both)).toEqual([
    ['touch text', 'pass'],
    ['solution/one.sh', 'pass'],
  ]);
  expect(checks(both)).toEqual([['done', 'pass']]);
  expect(verdicts(await play(files, { solutions: true }))).toEqual([['solution/one.sh', 'pass']]);
});

test('a server in the foreground goes on beside another terminal, until it is interrupted', async () => {
  const lab = await play({
    'lab.md': `# L

## One
${fence('echo up > up.txt; sleep 300')}
${fence('cat up.txt', 'terminal-id=T2')}

## Two
${fence('echo stopped', 'interrupt')}
`,
  });
  expect(verdicts(lab).map(([, verdict]) => verdict)).toEqual(['pass', 'pass', 'pass']);
  expect(lab.steps[1]?.blocks[0]?.seen.at(-1)).toBe('stopped');
});

test('what another terminal ends is waited for', async () => {
  const lab = await play({
    'lab.md': `# L\n\n## One\n${fence('echo $$ > pid; exec 3< <(sleep 300); cat <&3')}${fence('pkill -P $(cat pid) cat', 'terminal-id=T2')}${fence('echo after')}`,
  });
  expect(lab.steps[0]?.blocks.map(({ verdict, why }) => `${verdict} ${why}`)).toEqual([
    'pass ',
    'pass ',
    'pass ',
  ]);
});

test('what would be typed into a running program fails, and says what to do', async () => {
  const lab = await play({
    'lab.md': `# L\n\n## One\n${fence('sh -c "trap true INT; sleep 300; sleep 300"')}${fence('^X', 'input=keys')}${fence('echo late')}`,
  });
  expect(lab.steps[0]?.blocks.at(-1)).toMatchObject({
    verdict: 'failed',
    why: expect.stringContaining('interrupt'),
  });
});

test('questions are answered, and a program that waits for input is typed into', async () => {
  const lab = await play({
    'lab.md': `# L\n\n## One\n${fence(`read -p 'Continue? [y/N] ' a; echo "answer=$a"`)}${fence('sh -i')}${fence('echo inside-$((40+2))')}${fence('exit')}${fence('echo outside')}`,
  });
  const [{ blocks } = { blocks: [] }] = lab.steps;
  expect(blocks[0]).toMatchObject({ why: 'Answered: y.', verdict: 'pass' });
  expect(blocks[0]?.seen).toContain('answer=y');
  expect(blocks[2]?.seen).toContain('inside-42');
  expect(blocks.map(({ verdict, why }) => `${verdict} ${why}`)).toEqual([
    'pass Answered: y.',
    ...['pass ', 'pass ', 'pass ', 'pass '],
  ]);
});

test('a shell that has ended is opened again', async () => {
  const lab = await play({
    'lab.md': `# L\n\n## One\n${fence('exit')}${fence('true')}${fence('kill -9 $$')}`,
  });
  expect(lab.steps[0]?.blocks.map(({ verdict, why }) => `${verdict} ${why}`)).toEqual([
    'pass ',
    'pass ',
    'failed The shell has ended.',
  ]);
});

test('up to the last of the steps that were asked for', async () => {
  const files = { 'lab.md': `# L\n\n## One\n${fence('true')}\n## Two\n${fence('true')}` };
  const lab = await play(files, { only: ['one'] });
  expect(lab.steps.map(({ id }) => id)).toEqual(['one']);
});

test('a sandbox that does not start is told, and is nobody’s step', async () => {
  const broken = { ...box, openAccount: () => Promise.reject(new Error('no hub')) };
  const lab = await playLab({
    ...{ box: broken, of: 'lab', solutions: false, only: [], missingImages: [] },
    lab: labOf({ 'lab.md': '# L\n\n## One\n' }),
    onStep: () => undefined,
    signal: new AbortController().signal,
  });
  expect(lab).toMatchObject({ error: 'no hub', steps: [] });
});
