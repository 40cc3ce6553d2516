import type { LabCheck } from '@drydock/lab-format/schema';
import { createFakeDriver } from '@drydock/sandbox/fake';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testLab } from '../testing/labs.ts';
import { killForGood, testRegistry, untilStatus } from '../testing/sessions.ts';
import { Checker } from './checker.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

async function readySession(checks: Record<string, string>, continuous: string[] = []) {
  const bench = testRegistry();
  const session = bench.registry.start('ann', testLab({ checks, continuous }));
  await untilStatus(session, 'ready');
  return { ...bench, session };
}

test('the last line on stderr is the reason', async () => {
  const { session } = await readySession({
    file: 'echo looking >&2; test -e app.py || { printf "There is no app.py yet.\\n\\n" >&2; exit 1; }',
    silent: 'exit 3',
  });
  expect(await session.runCheck('file')).toEqual({
    outcome: 'not-yet',
    why: { en: 'There is no app.py yet.', ja: 'There is no app.py yet.' },
  });
  expect(await session.runCheck('silent')).toMatchObject({ outcome: 'not-yet' });
  await session.files.write({ path: 'app.py', content: '' });
  expect(await session.runCheck('file')).toEqual({ outcome: 'pass' });
  expect(session.snapshot().checks).toMatchObject({
    file: { outcome: 'pass' },
    silent: { outcome: 'not-yet' },
  });
});

test('the same check is not run twice at once', async () => {
  const { session } = await readySession({ once: 'echo run >> runs; sleep 0.1; true' });
  const outcomes = await Promise.all([session.runCheck('once'), session.runCheck('once')]);
  expect(outcomes).toEqual([{ outcome: 'pass' }, { outcome: 'pass' }]);
  expect((await session.files.read('runs')).text).toBe('run\n');
});

test('a failure of ours says so, is reported, and takes no pass away', async () => {
  const { session, driver, reported } = await readySession({ yes: 'true' });
  await session.runCheck('yes');
  await killForGood(driver, session);
  expect(await session.runCheck('yes')).toMatchObject({
    outcome: 'our-fault',
    problem: { code: 'SANDBOX_GONE' },
  });
  expect(session.snapshot().checks).toEqual({ yes: { outcome: 'pass' } });
  expect(reported).toHaveLength(1);
});

test('a continuous check looks again when a file or the engine changes, while a page is open', async () => {
  const checks = { file: 'test -e app.py || { echo no file; exit 1; }', silent: 'exit 1' };
  const { session, driver } = await readySession(checks, ['file']);
  const results: unknown[] = [];
  const release = session.subscribe((event) => {
    if (event.type === 'check.result') results.push([event.check, event.result.outcome]);
  });
  await vi.waitFor(() => expect(results).toEqual([['file', 'not-yet']]), { timeout: 10_000 });
  await session.files.write({ path: 'app.py', content: '' });
  await vi.waitFor(() => expect(results.at(-1)).toEqual(['file', 'pass']), { timeout: 10_000 });
  // The same outcome again is no news.
  await session.files.write({ path: 'other.py', content: '' });
  driver.publish(session.id, 5001);
  await vi.waitFor(() => expect(session.snapshot().ports).toHaveLength(1));
  expect(results).toHaveLength(2);
  release();
});

test('a script that fails while the engine is away is our fault', async () => {
  const { session, driver } = await readySession({ image: 'echo no image >&2; exit 1' });
  driver.notify(session.id, { type: 'engine-ended' });
  expect(await session.runCheck('image')).toMatchObject({
    outcome: 'our-fault',
    problem: { code: 'SANDBOX_ENGINE_DOWN' },
  });
  driver.notify(session.id, { type: 'engine-ready' });
  expect(await session.runCheck('image')).toMatchObject({ why: { en: 'no image' } });
});

test('what changes while a check runs is looked at after it', async () => {
  const source = 'test -e app.py; found=$?; echo x >> looks; sleep 0.5; exit $found';
  const check: LabCheck = { type: 'script', name: 'app', source };
  const driver = createFakeDriver();
  onTestFinished(() => driver.dispose());
  const sandbox = await driver.create({ id: 'checker' });
  const outcomes: string[] = [];
  const checker = new Checker({
    checks: () => new Map([['app', check]]),
    sandbox: async () => sandbox,
    engineHasEnded: () => false,
    onOutcome: (_name, { outcome }) => outcomes.push(outcome),
    report: () => undefined,
  });
  const running = checker.run('app');
  await vi.waitFor(() => sandbox.files.read('looks'), { timeout: 10_000 });
  await sandbox.files.write({ path: 'app.py', content: '' });
  await checker.rerun('app');
  await running;
  expect(outcomes).toEqual(['not-yet', 'pass']);
});

test('an unknown check is refused', async () => {
  const { session } = await readySession({});
  await expect(session.runCheck('nope')).rejects.toMatchObject({ code: 'CHECK_NOT_FOUND' });
});
