import { expect, test } from 'vitest';
import { type Attempt, ControlFailed, NothingThere } from './attempt.ts';
import { isPass, type Result, resultOf, toTable } from './report.ts';

const attempt = (run: Attempt['run']): Attempt => ({
  topic: 'kernel',
  name: 'turn it off',
  blockedBy: 'its mode',
  run,
});

async function verdictOf(run: () => ReturnType<Attempt['run']>): Promise<Result> {
  return resultOf(attempt(run), run);
}

test('what an attempt saw becomes its verdict', async () => {
  const blocked = await verdictOf(async () => ({ blocked: true, evidence: 'refused' }));
  expect(blocked).toMatchObject({ verdict: 'blocked', evidence: 'refused', blockedBy: 'its mode' });
  const out = await verdictOf(async () => ({ blocked: false, evidence: 'it is off' }));
  expect(out.verdict).toBe('ESCAPED');
});

test('an attempt whose control fails is an error, one with nothing to try is absent', async () => {
  const error = await verdictOf(async () => {
    throw new ControlFailed('the host can');
  });
  expect(error).toMatchObject({ verdict: 'error', evidence: 'control failed: the host can' });
  const absent = await verdictOf(async () => {
    throw new NothingThere('no such file');
  });
  expect(absent).toMatchObject({ verdict: 'absent', evidence: 'no such file' });
  const broken = await verdictOf(() => Promise.reject(new Error('it broke')));
  expect(broken).toMatchObject({ verdict: 'error', evidence: 'it broke' });
});

test.each([
  [['blocked', 'blocked'], true],
  [['blocked', 'absent'], true],
  [['blocked', 'ESCAPED'], false],
  [['blocked', 'error'], false],
  [['absent'], false],
  [[], false],
] as const)('a run of %j passes: %s', (verdicts, expected) => {
  expect(isPass(verdicts.map((verdict) => result({ verdict })))).toBe(expected);
});

test('the table has a line for each attempt and the sum', () => {
  const table = toTable([
    result({ verdict: 'blocked', name: 'mount the disk' }),
    result({ verdict: 'ESCAPED', name: 'mknod', evidence: 'two\nlines' }),
  ]);
  expect(table).toContain('blocked  kernel  mount the disk  its mode    seen');
  expect(table).toContain('ESCAPED  kernel  mknod           its mode    two lines');
  expect(table).toContain('2 attempts: 1 blocked, 1 got out');
});

function result(some: Partial<Result>): Result {
  return {
    ...{ topic: 'kernel', name: 'one', blockedBy: 'its mode', verdict: 'blocked' },
    ...{ evidence: 'seen', took: 1, ...some },
  };
}
