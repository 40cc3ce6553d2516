import { SandboxError } from '@drydock/sandbox';
import { expect, test, vi } from 'vitest';
import { startSession, testApp, testConfig } from '../testing/app.ts';
import { testLab } from '../testing/labs.ts';
import { openPage, readyPage } from '../testing/page.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const size = { columns: 80, rows: 24 };

async function ready() {
  const bench = await testApp();
  const learner = await startSession(bench.app);
  const page = await readyPage(bench.app, learner);
  return { ...bench, learner, page };
}

test('a sandbox that dies is replaced at once: the page hears why, and finds its files', async () => {
  const { page, driver, learner } = await ready();
  const write = { type: 'file.write' as const, path: 'mine', text: 'mine', baseVersion: null };
  await page.ask({ ...write, request: 1 });
  await page.ask({ type: 'terminal.open', request: 2, terminal: 'T1', ...size });
  page.messages.length = 0;
  await driver.kill(learner.session);
  await page.next('terminal.closed');
  const { notice } = await page.next('sandbox.notice');
  expect(notice).toEqual({ type: 'sandbox-ended', detail: 'it was killed by a test' });
  const input = { type: 'terminal.input' as const, terminal: 'T1', data: 'x' };
  page.send(input);
  await page.next('error', ({ code }) => code === 'TERMINAL_NOT_FOUND');
  await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'ready');
  const read = { type: 'file.read' as const, path: 'mine' };
  expect(await page.ask({ ...read, request: 3 })).toMatchObject({ text: 'mine' });
});

test('one that dies again and again is given up, refuses clearly, and comes back when asked', async () => {
  const { page, driver, learner } = await ready();
  const isReady = ({ sandbox }: { sandbox: { status: string } }) => sandbox.status === 'ready';
  for (let times = 1; times <= 3; times += 1) {
    page.messages.length = 0;
    await driver.kill(learner.session);
    await page.next('sandbox.status', isReady);
  }
  await driver.kill(learner.session);
  const gone = await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'gone');
  expect(gone.sandbox).toMatchObject({ problem: { code: 'SANDBOX_UNSTABLE' } });
  const list = { type: 'file.list' as const };
  expect(await page.ask({ ...list, request: 1 })).toMatchObject({ code: 'SANDBOX_GONE' });
  page.messages.length = 0;
  page.send({ type: 'sandbox.reset' });
  await page.next('sandbox.status', isReady);
  expect(await page.ask({ ...list, request: 2 })).toMatchObject({ type: 'file.tree' });
});

test('a paused sandbox is frozen and refuses clearly until it is resumed', async () => {
  const { page } = await ready();
  await page.ask({ type: 'terminal.open', request: 1, terminal: 'T1', ...size });
  page.send({ type: 'sandbox.pause' });
  await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'paused');
  const list = { type: 'file.list' as const };
  expect(await page.ask({ ...list, request: 2 })).toMatchObject({ code: 'SANDBOX_PAUSED' });
  page.send({ type: 'terminal.input', terminal: 'T1', data: 'echo $((8*8))w\n' });
  page.messages.length = 0;
  page.send({ type: 'sandbox.resume' });
  await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'ready');
  await page.printed('T1', '64w');
  expect(await page.ask({ ...list, request: 3 })).toMatchObject({ type: 'file.tree' });
});

test('a sandbox that does not start shows why, and can be started again', async () => {
  const { app, driver } = await testApp();
  driver.refuseNext(new SandboxError('SANDBOX_START_FAILED', 'no such image'));
  const page = await openPage(app, await startSession(app));
  page.hello();
  const { snapshot } = await page.next('welcome');
  expect(snapshot.sandbox).toMatchObject({
    status: 'failed',
    problem: { code: 'SANDBOX_START_FAILED', message: expect.stringContaining('no such image') },
  });
  const open = { type: 'terminal.open' as const, request: 1, terminal: 'T1', ...size };
  expect(await page.ask(open)).toMatchObject({ code: 'SANDBOX_START_FAILED' });
  page.send({ type: 'sandbox.reset' });
  await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'ready');
});

test('the time of a sandbox is told, extended as often as it may be, and ends it; the next has its own', async () => {
  const time = { limit: 1_500, extension: 600, extensions: 1 };
  const { app } = await testApp({ config: testConfig({ time }) });
  const page = await readyPage(app, await startSession(app));
  page.messages.length = 0;
  page.send({ type: 'session.extend', request: 1 });
  const told = await page.next('session.time');
  expect(told.time).toMatchObject({ extension: 600, extensions: 0 });
  expect(await page.ask({ type: 'session.extend', request: 2 })).toMatchObject({
    code: 'EXTENSION_LIMIT',
  });
  const gone = await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'gone');
  expect(gone.sandbox).toMatchObject({ problem: { code: 'SANDBOX_TIME_OVER' } });
  page.messages.length = 0;
  page.send({ type: 'sandbox.reset' });
  expect((await page.next('session.time')).time).toMatchObject({ extensions: 1 });
});

test('what checks have said is put away for everyone who watches', async () => {
  const library = { labs: [testLab({ checks: { built: 'true', run: 'true' } })], broken: [] };
  const { app } = await testApp({ library });
  const learner = await startSession(app);
  const page = await readyPage(app, learner);
  await page.ask({ type: 'check.run', request: 7, check: 'built' });
  await page.ask({ type: 'check.run', request: 8, check: 'run' });
  const other = await readyPage(app, learner);
  const forget = { type: 'checks.forget' as const, checks: ['built'] };
  expect(await page.ask({ ...forget, request: 9 })).toMatchObject({ checks: ['built'] });
  await other.next('checks.forgotten');
  const third = await openPage(app, learner);
  third.hello();
  const { snapshot } = await third.next('welcome');
  expect(snapshot.checks).toEqual({ run: { outcome: 'pass' } });
});
