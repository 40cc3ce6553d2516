import { expect, test } from 'vitest';
import { thisHost } from './host.ts';
import type { Range } from './range.ts';
import { type Command, outcomeOf, perl, type Scripted, scripted, shell } from './script.ts';

const host = thisHost();

const GOT = { code: 0, output: 'GOT it\n' };
const NO = { code: 0, output: 'NO it: Operation not permitted\n' };
const NONE = { code: 0, output: 'NO it: No such file\n' };

test('a shell script tells what worked from what was refused and what could not be tried', async () => {
  const { output } = await host.run(shell('try echo words\ntry cat /no/such\ntry no-such-program'));
  const lines = output.trim().split('\n');
  expect(lines).toEqual([
    expect.stringContaining('GOT echo words : words'),
    expect.stringMatching(/^NO cat .*No such file/),
    expect.stringMatching(/^BROKEN no-such-program/),
  ]);
});

test('a Perl script tells a call that is refused from one that works', async () => {
  const printed = await host.run(perl(`say_if('one', 0, ''); say_if('two', 1, 'done');`));
  expect(printed.output).toMatch(/^NO one: .*\nGOT two: done\n$/);
});

test('one success among refusals is what counts', () => {
  const output = 'NO one: refused\nGOT two: here\nNO three: refused\n';
  expect(outcomeOf({ code: 0, output }, 'learner')).toEqual({
    blocked: false,
    evidence: 'learner: two: here',
  });
});

test('a script that tried nothing, or could not, is no block', () => {
  expect(() => outcomeOf({ code: 127, output: 'perl: not found' }, 'learner')).toThrow(
    'ended with',
  );
  const broken = { code: 0, output: 'NO one: refused\nBROKEN two: not found\n' };
  expect(() => outcomeOf(broken, 'learner')).toThrow('BROKEN two');
});

test('what works on the host and nowhere else is blocked', async () => {
  expect(await run({}, { host: GOT, learner: NO, nested: NO })).toMatchObject({ blocked: true });
  expect(await run({}, { host: GOT, learner: NO, nested: GOT })).toMatchObject({ blocked: false });
  expect(await run({}, { host: GOT, learner: GOT, nested: NO })).toMatchObject({ blocked: false });
});

test('what does not work on the host proves nothing', async () => {
  await expect(run({}, { host: NO, learner: NO, nested: NO })).rejects.toThrow('not permitted');
});

test('what the host does not have is absent, unless the learner has it', async () => {
  const absent = { absent: /No such file/ };
  const nowhere = run(absent, { host: NONE, learner: NO, nested: NO });
  await expect(nowhere).rejects.toMatchObject({ name: 'NothingThere' });
  const somewhere = await run(absent, { host: NONE, learner: GOT, nested: NO });
  expect(somewhere.blocked).toBe(false);
});

type Answers = Record<'host' | 'learner' | 'nested', { code: number; output: string }>;

function run(more: Partial<Scripted>, answers: Answers) {
  const range = {
    host: { run: async () => answers.host },
    ann: { run: async () => answers.learner, nested: async () => answers.nested },
  } as unknown as Range;
  const command = (): Command => ['true'];
  const attempt = { topic: 'kernel', name: 'one', blockedBy: 'it', command, ...more } as const;
  return scripted(attempt).run(range);
}
