import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_LIMITS, SandboxError, type SandboxNotice } from '@drydock/sandbox';
import { expect, test, vi } from 'vitest';
import { testLab } from '../testing/labs.ts';
import { killForGood, testRegistry, untilStatus } from '../testing/sessions.ts';
import type { SessionEvent } from './events.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const text = (value: string) => new TextEncoder().encode(value);
const files = [
  { path: 'app/run.sh', content: text('echo hi\n'), executable: true },
  { path: 'notes.md', content: text('# notes\n'), executable: false },
];

test('a new session has the lab’s files and the hub’s login in its environment', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start(
    'ann',
    testLab({ files, checks: { env: 'echo $DOCKERHUB_USERNAME/$DOCKERHUB_PASSWORD >&2; false' } }),
  );
  expect(session.status.status).toBe('starting');
  await untilStatus(session, 'ready');
  // File methods wait for the lab's files.
  await session.files.list();
  const script = join(driver.workspaceOf(session.id), 'app/run.sh');
  expect(await readFile(script, 'utf8')).toBe('echo hi\n');
  expect((await stat(script)).mode & 0o100).toBe(0o100);
  expect(await session.runCheck('env')).toMatchObject({ why: { en: 'learner-1/secret' } });
});

test('a reset keeps the workspace as the learner left it and drops the terminals', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab({ files }));
  await untilStatus(session, 'ready');
  await session.files.write({ path: 'notes.md', content: 'mine' });
  await session.openTerminal({ name: 'T1', columns: 80, rows: 24 });
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  session.start();
  expect(() => session.start()).toThrow(expect.objectContaining({ code: 'SANDBOX_NOT_READY' }));
  await untilStatus(session, 'ready');
  expect(await readFile(join(driver.workspaceOf(session.id), 'notes.md'), 'utf8')).toBe('mine');
  expect(session.terminals).toHaveLength(0);
  expect(events).toContainEqual({ type: 'terminal.closed', terminal: 'T1' });
});

test('a sandbox that dies is started again at once, with the files', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab({ files }));
  await untilStatus(session, 'ready');
  await session.files.write({ path: 'notes.md', content: 'mine' });
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  await driver.kill(session.id);
  await untilStatus(session, 'ready');
  const notice = { type: 'sandbox-ended', detail: 'it was killed by a test' };
  expect(events).toContainEqual({ type: 'sandbox.notice', notice });
  expect(session.snapshot().notices).toEqual([notice]);
  expect((await session.files.read('notes.md')).text).toBe('mine');
  expect((await session.files.read('app/run.sh')).text).toBe('echo hi\n');
});

test('one that dies again and again stays gone and says why, until it is asked for', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab({ files }));
  await killForGood(driver, session);
  expect(session.status).toMatchObject({ status: 'gone', problem: { code: 'SANDBOX_UNSTABLE' } });
  await expect(session.files.read('notes.md')).rejects.toMatchObject({ code: 'SANDBOX_GONE' });
  expect(registry.start('ann', session.lab)).toBe(session);
  await untilStatus(session, 'ready');
  expect(session.snapshot().notices).toEqual([]);
  expect((await session.files.read('notes.md')).text).toBe('# notes\n');
  await driver.kill(session.id);
  await untilStatus(session, 'ready');
});

test('what the learner made of the lab’s files stays when they could not all be placed', async () => {
  const { driver, registry, reported } = testRegistry();
  const broken = [...files, { path: '../x', content: text(''), executable: false }];
  const session = registry.start('ann', testLab({ files: broken }));
  await untilStatus(session, 'failed');
  expect(session.status).toMatchObject({ problem: { code: 'PATH_OUTSIDE_WORKSPACE' } });
  expect(reported).toHaveLength(1);
  const notes = join(driver.workspaceOf(session.id), 'notes.md');
  await writeFile(notes, 'mine');
  session.start();
  await vi.waitFor(() => expect(reported).toHaveLength(2));
  expect(await readFile(notes, 'utf8')).toBe('mine');
});

test('paused, it is frozen and kept; nothing is asked of it until it goes on', async () => {
  const { registry } = testRegistry({ maxSessions: 1 });
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'ready');
  await session.pause();
  await session.pause();
  expect(session.status).toEqual({ status: 'paused', disk: null });
  await expect(session.files.list()).rejects.toMatchObject({ code: 'SANDBOX_PAUSED' });
  const full = expect.objectContaining({ code: 'SESSION_LIMIT' });
  expect(() => registry.start('ben', testLab())).toThrow(full);
  await session.resume();
  await session.resume();
  expect((await session.files.list()).entries).toEqual([]);
  await session.pause();
  session.start();
  await untilStatus(session, 'ready');
});

test('what the sandbox tells reaches who watches; what still holds is told to who comes later', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'ready');
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  const tell = (notice: SandboxNotice) => driver.notify(session.id, notice);
  tell({ type: 'engine-ended' });
  expect(session.snapshot().notices).toEqual([{ type: 'engine-ended' }]);
  tell({ type: 'engine-ready' });
  tell({ type: 'out-of-memory' });
  tell({ type: 'paused-for-disk', used: 9, limit: 8 });
  expect(events).toEqual([
    { type: 'sandbox.notice', notice: { type: 'engine-ended' } },
    { type: 'sandbox.notice', notice: { type: 'engine-ready' } },
    { type: 'sandbox.notice', notice: { type: 'out-of-memory', limit: DEFAULT_LIMITS.memory } },
    { type: 'sandbox.status', sandbox: { status: 'paused', disk: { used: 9, limit: 8 } } },
  ]);
  expect(session.snapshot()).toMatchObject({ notices: [], isolation: 'rootless' });
  await session.resume();
  expect(session.status).toEqual({ status: 'ready' });
});

test('a failed start says why, is reported, and can be tried again', async () => {
  const { driver, registry, reported } = testRegistry();
  driver.refuseNext(new SandboxError('ENGINE_UNREACHABLE', 'connect ENOENT'));
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'failed');
  expect(session.status).toMatchObject({ problem: { code: 'ENGINE_UNREACHABLE' } });
  expect(reported).toHaveLength(1);
  await expect(session.files.list()).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  session.start();
  await untilStatus(session, 'ready');
});

test('an engine that stops answering gives a time-out, and the session goes on when it is back', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab({ checks: { yes: 'true' } }));
  await untilStatus(session, 'ready');
  const release = driver.hang(session.id);
  await expect(session.files.list()).rejects.toMatchObject({ code: 'ENGINE_TIMEOUT' });
  expect(await session.runCheck('yes')).toMatchObject({
    outcome: 'our-fault',
    problem: { code: 'ENGINE_TIMEOUT' },
  });
  release();
  expect(await session.runCheck('yes')).toEqual({ outcome: 'pass' });
});

test('ends while it starts: nothing is left', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab({ files }));
  await registry.end('ann', session.id);
  await expect(stat(driver.workspaceOf(session.id))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(registry.list('ann')).toEqual([]);
});

test('ports and files of the sandbox reach who watches', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'ready');
  const events: SessionEvent[] = [];
  session.subscribe((event) => events.push(event));
  driver.publish(session.id, 5001, { container: 'web', containerPort: 5000 });
  const url = `http://5001--${session.id}.localhost/`;
  const ports = [{ port: 5001, containerPort: 5000, container: 'web', url }];
  expect(events).toContainEqual({ type: 'ports.changed', ports });
  expect(session.snapshot().ports).toEqual(ports);
  const version = await session.files.write({ path: 'a.txt', content: 'a' });
  await vi.waitFor(() =>
    expect(events).toContainEqual({ type: 'file.changed', path: 'a.txt', version }),
  );
  expect(events).toContainEqual({ type: 'file.tree-changed' });
});

test('a file over 5 MB is refused before it reaches the sandbox', async () => {
  const { registry } = testRegistry();
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'ready');
  const content = 'x'.repeat(5 * 1024 * 1024 + 1);
  const writing = session.files.write({ path: 'a', content });
  await expect(writing).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
});
