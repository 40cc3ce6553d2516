import { type Lab, parseReadme } from '@drydock/lab-format';
import { afterAll, expect, test, vi } from 'vitest';
import { fakeBox } from './play.fixture.ts';
import { playLab } from './play-lab.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const box = fakeBox();
afterAll(() => box.dispose());

function readmeOf(markdown: string): Lab {
  const bytes = new TextEncoder().encode(markdown);
  const { lab, diagnostics } = parseReadme({ slug: 'readme', file: 'README.md', bytes });
  if (lab === null) throw new Error(JSON.stringify(diagnostics));
  return lab;
}

async function play(lines: readonly string[], before = '') {
  const { steps, error } = await playLab({
    ...{ box, of: 'readme', solutions: false, only: [], missingImages: [], before },
    lab: readmeOf(`# A document\n\n## Do it\n\n${['```console', ...lines, '```'].join('\n')}\n`),
    pace: { server: 700, answer: 500, check: 0, checkBeforeSolution: 0 },
    onStep: () => undefined,
    signal: new AbortController().signal,
  });
  return { error, blocks: steps.flatMap((step) => step.blocks) };
}

const SERVER = `node -e 'console.log("listens"); setInterval(() => {}, 1000)'`;

test('what looks at a server takes another terminal, what does not ends it', async () => {
  const { blocks } = await play([`$ ${SERVER}`, '$ curl --version', '$ echo "after"']);
  expect(blocks.map(({ verdict, why }) => `${verdict} ${why}`)).toEqual([
    'pass ',
    'pass ',
    'pass ',
  ]);
  expect(blocks[0]?.seen).toContain('listens');
  expect(blocks[2]?.seen.at(-1)).toBe('after');
});

test('what a sandbox does not have is no failure of the document', async () => {
  const { blocks } = await play([
    '$ no-such-program-here --version',
    '$ curl --silent --show-error http://no-such-host.invalid/',
    '$ cat no-such-file',
    'cat: no-such-file: No such file or directory',
    '$ false',
  ]);
  expect(blocks.map(({ verdict }) => verdict)).toEqual([
    'needs-person',
    'needs-internet',
    'expected-failure',
    'failed',
  ]);
});

test('placeholders get the learner’s name, and what nobody knows is left to a person', async () => {
  const { blocks } = await play([
    '$ export DOCKERHUB_USERNAME=<dockerhub-username>',
    '$ echo "I am $DOCKERHUB_USERNAME"',
    '$ sudo usermod -aG docker <your-user>',
  ]);
  expect(blocks[0]).toMatchObject({
    verdict: 'pass',
    typed: 'export DOCKERHUB_USERNAME=learner-1',
  });
  expect(blocks[1]?.seen).toContain('I am learner-1');
  expect(blocks[2]).toMatchObject({ verdict: 'needs-person' });
});

test('a script is run before it, and says when it fails', async () => {
  const { blocks } = await play(['$ cat made-before'], 'echo here > made-before');
  expect(blocks).toMatchObject([{ verdict: 'pass', seen: ['here'] }]);
  expect(await play(['$ true'], 'echo no >&2; exit 3')).toMatchObject({
    error: 'What is run before failed (exit code 3): no',
    blocks: [],
  });
});
