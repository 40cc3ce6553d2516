import { parseReadme } from '@drydock/lab-format';
import { expect, test } from 'vitest';
import type { Entry } from './expected.ts';
import { missedFigures, toJson, toTable } from './report.ts';
import { scoreLab } from './score.ts';

const README = `# A lab

## Step 1

Run \`docker image ls\` first.

\`\`\`sh
$ docker run -d web
0b2ba61df37f
# then
$ docker ps
CONTAINER ID
\`\`\`

Create a \`Dockerfile\`:

\`\`\`dockerfile
FROM a
CMD b
\`\`\`

Add a line after \`FROM\`:

\`\`\`dockerfile
RUN c
\`\`\`
`;

const entry = (kind: Entry['kind'], command: string, more: Partial<Entry> = {}): Entry => ({
  seed: 's',
  file: 's.md',
  kind,
  command,
  line: 1,
  source: 'fence',
  ...more,
});

const ALL: Entry[] = [
  entry('command', 'docker image ls', { source: 'inline', runnable: 'yes' }),
  entry('command', 'docker run -d web'),
  entry('output', '0b2ba61df37f'),
  entry('output', '\n# then'),
  entry('command', 'docker ps'),
  entry('output', 'CONTAINER ID'),
  entry('file', 'FROM a\nCMD b', { path: 'Dockerfile', op: 'write' }),
  entry('file', 'RUN c', { path: 'Dockerfile', op: 'insert-after:FROM' }),
];

function score(entries: readonly Entry[], text = README) {
  const { lab } = parseReadme({ slug: 's', file: 's.md', bytes: new TextEncoder().encode(text) });
  return scoreLab('s', entries, lab);
}

test('all that is expected, and nothing else', () => {
  expect(score(ALL)).toEqual({
    seed: 's',
    expected: 2,
    found: 2,
    missed: 0,
    spurious: 0,
    outputs: { expected: 3, right: 3 },
    files: { expected: 2, right: 2 },
    inline: { expected: 1, right: 1 },
    keys: { expected: 0, right: 0 },
    faults: [],
  });
  expect(missedFigures([score(ALL)])).toEqual([]);
});

test('a command of another text is missed, and what stands there is spurious', () => {
  const entries = ALL.map((one) =>
    one.command === 'docker ps' ? { ...one, command: 'docker ps ' + '-a' } : one,
  );
  expect(score(entries)).toMatchObject({ found: 1, missed: 1, spurious: 1 });
  expect(missedFigures([score(entries)])).toHaveLength(2);
});

test('a mention that is offered is spurious, and so is a command that is expected nowhere', () => {
  const mention = ALL.map((one) =>
    one.source === 'inline' ? { ...one, runnable: 'mention' } : one,
  );
  expect(score(mention)).toMatchObject({ spurious: 1, inline: { expected: 0 } });
  expect(score(ALL.slice(0, 2))).toMatchObject({ found: 1, spurious: 1 });
});

test('an output that was taken for a command, or stands elsewhere, is wrong', () => {
  const swapped = [...ALL];
  [swapped[2], swapped[5]] = [ALL[5] ?? entry('output', ''), ALL[2] ?? entry('output', '')];
  expect(score(swapped).outputs.right).toBeLessThan(3);
  expect(score([...ALL, entry('output', 'never shown')]).outputs).toEqual({
    expected: 4,
    right: 3,
  });
});

test('a file has to be changed as expected, where it is expected', () => {
  const change = (index: number, more: Partial<Entry>) =>
    score(ALL.map((one, at) => (at === index ? { ...one, ...more } : one))).files.right;
  expect(change(6, { path: 'web/Dockerfile' })).toBe(1);
  expect(change(6, { op: 'append' })).toBe(1);
  expect(change(6, { op: 'none' })).toBe(1);
  expect(change(6, { op: 'state-check' })).toBe(2);
  for (const op of ['insert-after:CMD', 'insert-top', 'replace-to', 'remove', 'illustrated']) {
    expect(change(7, { op })).toBe(1);
  }
});

test('a document that is no lab has nothing right', () => {
  expect(scoreLab('s', ALL, null)).toMatchObject({
    found: 0,
    missed: 2,
    spurious: 0,
    files: { right: 0 },
  });
  expect(missedFigures([scoreLab('s', ALL, null)])).toHaveLength(3);
  expect(missedFigures([])).toHaveLength(1);
});

test('programs get the figures alone', () => {
  expect(JSON.parse(toJson([score(ALL)]))).toEqual([
    {
      seed: 's',
      expected: 2,
      found: 2,
      missed: 0,
      spurious: 0,
      outputs: { expected: 3, right: 3 },
      files: { expected: 2, right: 2 },
    },
  ]);
  expect(toTable([score(ALL.slice(1))])).toContain('s spurious "docker image ls"');
});
