import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, conditionSchema } from '../condition.ts';
import { judge } from './judge.ts';
import { CheckError } from './probe.ts';
import { judgeIn, PASS, scriptedProbe, whyNot } from './scripted-probe.fixture.ts';
import { asIs } from './verdict.ts';

const world = { files: { a: 'text of a', b: '' } };

test('all of a list, and all that one mapping names, in their order', async () => {
  expect(await judgeIn(world, [{ file: 'a' }, { file: 'b' }])).toEqual(PASS);
  expect(await judgeIn(world, { file: 'a', all: [{ file: 'b' }] })).toEqual(PASS);
  expect(await whyNot(world, [{ file: 'a' }, { file: 'c' }, { file: 'd' }])).toBe(
    'There is no c yet.',
  );
  expect(await whyNot(world, { image: 'x', file: 'c' })).toBe('There is no c yet.');
});

test('any, not, and the author’s own words', async () => {
  expect(await judgeIn(world, { any: [{ file: 'c' }, { file: 'a' }] })).toEqual(PASS);
  expect(await whyNot(world, { any: [{ file: 'c' }, { file: 'd' }] })).toBe(
    'None of these yet: There is no c yet. Or: There is no d yet.',
  );
  expect(await judgeIn(world, { not: { file: 'c' } })).toEqual(PASS);
  expect(await whyNot(world, { not: { file: 'a' } })).toBe('Found what should not be: a is there.');
  expect(await whyNot(world, { file: 'c', otherwise: 'Write c.' })).toBe('Write c.');
  expect(await whyNot(world, [{ file: 'c', otherwise: 'Write c.' }, { file: 'd' }])).toBe(
    'Write c.',
  );
});

test('what several conditions look at is looked at once', async () => {
  const probe = scriptedProbe(world);
  const condition = conditionSchema.parse([
    { file: { path: 'a', contains: 'text' } },
    { file: 'a' },
  ]);
  await judge({ type: 'declared', name: 'check', condition }, probe);
  expect(probe.commands).toHaveLength(1);
});

test('a script passes with exit code 0; otherwise its last words are the reason', async () => {
  const script = (result: { exitCode: number; stdout?: string; stderr?: string }) =>
    judge(
      { type: 'script', name: 'check', source: 'look' },
      scriptedProbe({ run: (command) => (command[2] === 'look' ? result : undefined) }),
    );
  expect(await script({ exitCode: 0, stderr: 'warning' })).toEqual(PASS);
  expect(await script({ exitCode: 1, stderr: 'looking\nNo app.py.\n\n' })).toEqual({
    outcome: 'not-yet',
    why: asIs('No app.py.'),
  });
  expect(await script({ exitCode: 3, stdout: 'Nothing.' })).toMatchObject({
    why: asIs('Nothing.'),
  });
  expect(await script({ exitCode: 3 })).toMatchObject({
    why: {
      en: 'The check ended with exit code 3.',
      ja: 'チェックは終了コード 3 で終わりました。',
    },
  });
  const coloured = '\u001b[1;31mERROR\u001b[0m: no\u0007 such\u009b image';
  expect(await script({ exitCode: 1, stderr: coloured })).toMatchObject({
    why: asIs('ERROR: no such image'),
  });
});

const LOOKS: readonly unknown[] = [
  { image: 'x' },
  { image: { name: 'x', history: ['RUN a'], files: '/a', builtFrom: 'y' } },
  { cache: 'x' },
  { volume: { name: 'x', files: 'a' } },
  { network: { name: 'x', containers: 'a' } },
  { container: { name: 'x', logs: 'a', files: '/a' } },
  { container: { publishes: 80 } },
  { container: { state: 'absent' } },
  { port: { port: 80, body: 'a' } },
  { not: { port: 80 } },
];

test.each(LOOKS)('an engine that is down is no fault of the learner’s: %j', async (condition) => {
  await expect(judgeIn({ engine: null }, condition)).rejects.toMatchObject({
    code: 'SANDBOX_ENGINE_DOWN',
  });
});

test('neither is a sandbox that does not answer, nor one without a hub', async () => {
  const gone = new Error('gone');
  const probe = { exec: () => Promise.reject(gone) };
  const all: Condition[] = [...LOOKS, { file: 'a' }, { dockerfile: {} }, { hub: 'x' }].map((each) =>
    conditionSchema.parse(each),
  );
  for (const condition of all) {
    await expect(judge({ type: 'declared', name: 'check', condition }, probe)).rejects.toBe(gone);
  }
  await expect(judgeIn({}, { hub: 'x' })).rejects.toMatchObject({ code: 'HUB_UNAVAILABLE' });
});

/** Anything that a machine may answer, right in parts or not at all. */
const anything = fc.oneof(
  fc.json(),
  fc.string(),
  fc.constantFrom('', '{}', '[]', 'null', '{"Id":"a","Config":{},"RootFS":{},"GraphDriver":{}}'),
  fc.constantFrom('{"failed":null,"steps":[]}', '{"Volumes":null}', '{"Mountpoint":"/v"}'),
);
const result = fc.record({
  exitCode: fc.constantFrom(0, 0, 0, 1, 7, 83, 84, 85, 86, 127, 137),
  stdout: fc
    .tuple(anything, fc.constantFrom('', '\n200', '\n\n200\n', '\n\n404\n', '\n\n000\n'))
    .map((parts) => parts.join('')),
  stderr: fc.string(),
});

test('whatever the machine answers, there is a judgement or a failure of the platform', async () => {
  const conditions = [...LOOKS, { file: 'a' }, { dockerfile: { order: ['RUN'] } }, { hub: 'a/x' }];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...conditions),
      fc.array(result, { minLength: 1, maxLength: 6 }),
      async (written, results) => {
        let next = 0;
        const probe = {
          exec: async () => results[next++ % results.length] ?? expect.fail('no result'),
        };
        const condition = conditionSchema.parse(written);
        const outcome = await judge({ type: 'declared', name: 'check', condition }, probe).catch(
          (error: unknown) => error,
        );
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(CheckError);
        else expect(outcome).toMatchObject({ outcome: expect.stringMatching(/^(pass|not-yet)$/) });
      },
    ),
    { numRuns: 1000 },
  );
});
