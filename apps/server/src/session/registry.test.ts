import { stat } from 'node:fs/promises';
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
  await session.writeFile({ path: 'mine', content: 'mine' });
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
  expect((await session.readFile('mine')).text).toBe('mine');
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
