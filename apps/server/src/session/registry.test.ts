import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import { testLab } from '../testing/labs.ts';
import { testRegistry, untilStatus } from '../testing/sessions.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

test('a learner’s session of a lab is taken up again; another learner gets their own', () => {
  const { registry } = testRegistry();
  const lab = testLab();
  const session = registry.start('ann', lab);
  expect(registry.start('ann', lab)).toBe(session);
  expect(registry.start('ben', lab)).not.toBe(session);
  expect(session.id).toMatch(/^[a-z0-9]{20}$/);
});

test('a session of somebody else is as unknown as one that never was', () => {
  const { registry } = testRegistry();
  const { id } = registry.start('ann', testLab());
  for (const [learner, session] of [
    ['ben', id],
    ['ann', 'x'.repeat(20)],
  ] as const) {
    expect(() => registry.get(learner, session)).toThrow(
      expect.objectContaining({ code: 'SESSION_NOT_FOUND' }),
    );
  }
});

test('a full box refuses; an ended session makes room', async () => {
  const { registry } = testRegistry({ maxSessions: 1 });
  const { id } = registry.start('ann', testLab());
  const full = expect.objectContaining({ code: 'SESSION_LIMIT' });
  expect(() => registry.start('ben', testLab())).toThrow(full);
  await registry.end('ann', id);
  registry.start('ben', testLab());
});

test('nobody watching for too long stops the sandbox, makes room and keeps the files', async () => {
  const { driver, registry } = testRegistry({ maxSessions: 1 });
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'ready');
  await session.files.write({ path: 'mine', content: 'mine' });
  const leave = session.subscribe(() => undefined);
  await registry.stopIdle(Date.now() + 120_000);
  expect(session.status.status).toBe('ready');
  leave();
  await registry.stopIdle(Date.now() + 30_000);
  expect(session.status.status).toBe('ready');
  await registry.stopIdle(Date.now() + 120_000);
  expect(session.status).toMatchObject({ status: 'gone', problem: { code: 'SANDBOX_GONE' } });

  const other = registry.start('ben', testLab());
  const full = expect.objectContaining({ code: 'SESSION_LIMIT' });
  expect(() => registry.start('ann', session.lab)).toThrow(full);
  await registry.end('ben', other.id);
  registry.start('ann', session.lab);
  await untilStatus(session, 'ready');
  expect((await session.files.read('mine')).text).toBe('mine');
  await expect(stat(driver.workspaceOf(other.id))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('closing keeps the workspaces', async () => {
  const { driver, registry } = testRegistry();
  const session = registry.start('ann', testLab());
  await untilStatus(session, 'ready');
  await registry.close();
  expect((await stat(driver.workspaceOf(session.id))).isDirectory()).toBe(true);
  expect(session.status.status).toBe('gone');
});

test('a learner gets a sandbox of the pool at once: its prompt, the lab’s files, and the hub’s login', async () => {
  const { driver, registry } = testRegistry({ poolSize: 1 });
  registry.expect({ learners: 0, until: 0 });
  await vi.waitFor(() => expect(registry.pool.ready).toBe(1), 10_000);
  const content = new TextEncoder().encode('of the lab');
  const files = [{ path: 'app/notes', content, executable: false }];
  const session = registry.start('ann', testLab({ files }));
  expect(session.status).toEqual({ status: 'ready' });
  let printed = '';
  session.terminal('T1').attach(0, ({ bytes }) => {
    printed += new TextDecoder().decode(bytes);
  });
  expect(stripVTControlCharacters(printed)).toMatch(/[#$] $/);
  await session.typeInto('T1', 'echo "<$DOCKERHUB_USERNAME $(cat app/notes)>"\n');
  await vi.waitFor(() => expect(printed).toContain('<learner-1 of the lab>'), 10_000);
  expect((await session.files.list()).entries.map(({ path }) => path)).toEqual([
    'app',
    'app/notes',
  ]);
  expect(driver.isBackground(session.id)).toBe(false);
});

test('a session that comes back to its workspace starts a sandbox of its own', async () => {
  const { registry } = testRegistry({ poolSize: 1, maxSessions: 2 });
  registry.expect({ learners: 0, until: 0 });
  await vi.waitFor(() => expect(registry.pool.ready).toBe(1), 10_000);
  const session = registry.start('ann', testLab());
  await session.files.write({ path: 'mine', content: 'mine' });
  await vi.waitFor(() => expect(registry.pool.ready).toBe(1), 10_000);
  session.start();
  await untilStatus(session, 'ready');
  expect((await session.files.read('mine')).text).toBe('mine');
  expect(registry.pool.ready).toBe(1);
});

test('nothing is done in a sandbox of the pool before its page shows the prompt', async () => {
  const { driver, registry } = testRegistry({ poolSize: 1 });
  registry.expect({ learners: 0, until: 0 });
  await vi.waitFor(() => expect(registry.pool.ready).toBe(1), 10_000);
  const files = [{ path: 'a', content: Buffer.from('a'), executable: false }];
  const session = registry.start('ann', testLab({ files }));
  const reader = session.terminal('T1').attach(0, () => undefined);
  await new Promise((resolve) => setTimeout(resolve));
  expect(driver.isBackground(session.id)).toBe(true);
  expect(await readdir(driver.workspaceOf(session.id))).toEqual([]);
  reader.acknowledge(1);
  expect((await session.files.read('a')).text).toBe('a');
  await vi.waitFor(() => expect(driver.isBackground(session.id)).toBe(false));
});

test('the pool makes room for learners, and is gone with the server', async () => {
  const { driver, registry } = testRegistry({ poolSize: 2, maxSessions: 2 });
  registry.expect({ learners: 0, until: 0 });
  await vi.waitFor(() => expect(registry.pool.ready).toBe(2), 10_000);
  const ann = registry.start('ann', testLab());
  const ben = registry.start('ben', testLab());
  expect([ann.status.status, ben.status.status]).toEqual(['ready', 'ready']);
  await vi.waitFor(() => expect(registry.pool).toEqual({ target: 0, ready: 0, starting: 0 }));
  await registry.end('ben', ben.id);
  await vi.waitFor(() => expect(registry.pool.ready).toBe(1), 10_000);
  await registry.close();
  expect(await readdir(join(driver.workspaceOf(ann.id), '..'))).toEqual([ann.id]);
});

test('when all come at once each waits for its turn and knows how many are before', async () => {
  const { driver, registry } = testRegistry({ maxSessions: 9, startsAtOnce: 2 });
  const release = driver.holdStarts();
  const sessions = Array.from({ length: 5 }, (_, number) =>
    registry.start(`l${number}`, testLab()),
  );
  await vi.waitFor(() =>
    expect(sessions.slice(2).map(({ status }) => status)).toEqual([
      { status: 'starting', stage: 'queued', before: 0 },
      { status: 'starting', stage: 'queued', before: 1 },
      { status: 'starting', stage: 'queued', before: 2 },
    ]),
  );
  release();
  for (const session of sessions) await untilStatus(session, 'ready');
});

test('a lab that asks for more gets a sandbox of its own, not one of the pool', async () => {
  const { driver, registry } = testRegistry({ poolSize: 1 });
  registry.expect({ learners: 0, until: 0 });
  await vi.waitFor(() => expect(registry.pool.ready).toBe(1), 10_000);
  const create = vi.spyOn(driver, 'create');
  const sandbox = { memory: 4e9, cpus: 2 };
  const session = registry.start('ann', testLab({ sandbox }));
  await untilStatus(session, 'ready');
  expect(registry.pool.ready).toBe(1);
  expect(create.mock.calls.map(([spec]) => [spec.id, spec.limits])).toEqual([
    [session.id, sandbox],
  ]);
});
