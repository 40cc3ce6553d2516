import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { type Sandbox, type SandboxDriver, SandboxError } from '@drydock/sandbox';
import { createFakeDriver } from '@drydock/sandbox/fake';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { Pool, type PoolOptions } from './pool.ts';
import { StartGate } from './start-gate.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });
afterEach(() => {
  vi.useRealTimers();
});

function bench(options: Partial<PoolOptions> = {}) {
  const driver = createFakeDriver({ patience: 200 });
  const reported: unknown[] = [];
  const ids: string[] = [];
  const accounts = new Set<string>();
  const gate = new StartGate({ width: 2 });
  const made: Sandbox[] = [];
  const create: SandboxDriver['create'] = async (...request) => {
    const sandbox = await driver.create(...request);
    made.push(sandbox);
    return sandbox;
  };
  const pool = new Pool({
    ...{ driver: { ...driver, create }, gate, size: 2 },
    hub: {
      open: () => {
        const username = `learner-${accounts.size + ids.length}`;
        accounts.add(username);
        return { registry: 'docker.io', username, password: 'secret' };
      },
      close: (username) => accounts.delete(username),
    },
    newId: () => {
      const id = `pooled${ids.length}`;
      ids.push(id);
      return id;
    },
    room: () => 10,
    report: (error) => reported.push(error),
    ...options,
  });
  onTestFinished(async () => {
    await pool.close();
    await driver.dispose();
  });
  const untilReady = (ready: number) => until(() => expect(pool.counts().ready).toBe(ready));
  return { driver, gate, pool, reported, ids, made, accounts, untilReady };
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

test('fills itself in the background, each with a prompt and the hub’s login', async () => {
  const { driver, pool, untilReady } = bench();
  pool.adjust();
  await untilReady(2);
  expect(pool.counts()).toEqual({ target: 2, ready: 2, starting: 0 });
  const pooled = pool.take();
  if (!pooled) throw new Error('the pool is empty');
  expect(driver.isBackground(pooled.id)).toBe(true);
  const login = await pooled.sandbox.exec({
    command: ['sh', '-c', 'echo $DOCKERHUB_USERNAME $DOCKERHUB_PASSWORD'],
  });
  expect(login.stdout).toBe(`${pooled.hub?.username} secret\n`);
  const printed = Buffer.from(pooled.take()).toString();
  expect(stripVTControlCharacters(printed)).toMatch(/[#$] $/);
  await pooled.sandbox.destroy();
});

test('each is given to one learner only, and is replaced', async () => {
  const { pool, ids, untilReady } = bench();
  pool.adjust();
  const taken: string[] = [];
  for (let learner = 0; learner < 5; learner += 1) {
    await until(() => expect(pool.counts().ready).toBeGreaterThan(0));
    const pooled = pool.take();
    if (pooled) taken.push(pooled.id);
    await pooled?.sandbox.destroy();
  }
  expect(new Set(taken).size).toBe(5);
  await untilReady(pool.counts().target);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an empty pool gives nothing, and grows when learners keep coming', () => {
  const { driver, pool } = bench();
  const release = driver.holdStarts();
  for (let learner = 0; learner < 4; learner += 1) expect(pool.take()).toBeUndefined();
  expect(pool.counts().target).toBe(4);
  release();
});

test('is never larger than the box has room for, and gives room back', async () => {
  let room = 3;
  const { driver, pool, accounts, ids, untilReady } = bench({ room: () => room });
  pool.expect({ learners: 40, until: Date.now() + 60_000 });
  await untilReady(3);
  expect(ids).toHaveLength(3);
  room = 1;
  pool.adjust();
  expect(pool.counts().ready).toBe(1);
  expect(accounts.size).toBe(1);
  await until(() => expect(ids.filter((id) => existsSync(driver.workspaceOf(id)))).toHaveLength(1));
});

test('gives way to learners: nothing is started while one of them starts', async () => {
  const { gate, pool, ids, untilReady } = bench();
  const { signal } = new AbortController();
  const leave = await gate.enter({ priority: 'learner', signal });
  pool.adjust();
  expect(pool.counts()).toEqual({ target: 2, ready: 0, starting: 1 });
  expect(ids).toEqual([]);
  leave();
  await untilReady(2);
});

test('one that ends by itself is thrown away with its workspace and login, and replaced', async () => {
  const { driver, pool, reported, accounts, ids, untilReady } = bench();
  pool.adjust();
  await untilReady(2);
  const [first = ''] = ids;
  await driver.kill(first);
  expect(pool.counts().ready).toBe(1);
  await untilReady(2);
  expect(ids).toHaveLength(3);
  expect(accounts.size).toBe(2);
  expect(existsSync(driver.workspaceOf(first))).toBe(false);
  expect(reported).toEqual([expect.objectContaining({ code: 'SANDBOX_GONE' })]);
});

test('one whose shell ends is of no use any more', async () => {
  const { driver, pool, ids, made, untilReady } = bench({ size: 1 });
  pool.adjust();
  await untilReady(1);
  const shell = await made[0]?.openTerminal({ name: 'T1', columns: 80, rows: 24 });
  await shell?.close();
  await until(() => expect(existsSync(driver.workspaceOf('pooled0'))).toBe(false));
  await untilReady(1);
  expect(ids).toHaveLength(2);
});

test('one that was taken is its learner’s: its end is none of the pool’s business', async () => {
  const { pool, reported, ids, untilReady } = bench({ size: 1 });
  pool.adjust();
  await untilReady(1);
  const pooled = pool.take();
  await untilReady(1);
  await pooled?.sandbox.destroy();
  expect([reported, ids.length, pool.counts().ready]).toEqual([[], 2, 1]);
});

test('failures are told once, and come ever more slowly', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const { driver, pool, reported, accounts, ids } = bench({ size: 1 });
  const tries = async (count: number) => {
    // Not a timer: the work between two tries is real.
    while (ids.length < count || pool.counts().starting > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  for (const [count, pause] of [1000, 2000, 4000, 8000].entries()) {
    driver.refuseNext(new SandboxError('ENGINE_UNREACHABLE', 'No engine.'));
    if (count === 0) pool.adjust();
    else vi.advanceTimersByTime(1);
    await tries(count + 1);
    vi.advanceTimersByTime(pause - 1);
    pool.adjust();
    expect(ids).toHaveLength(count + 1);
  }
  expect(reported).toEqual([expect.objectContaining({ code: 'ENGINE_UNREACHABLE' })]);
  expect(accounts.size).toBe(0);
});

test('at the end nothing is left of it, whatever was under way', async () => {
  const { driver, pool, accounts, ids, untilReady } = bench();
  pool.adjust();
  await untilReady(2);
  pool.take();
  const release = driver.holdStarts();
  await until(() => expect(pool.counts().starting).toBe(1));
  await pool.close();
  release();
  expect(pool.counts().ready).toBe(0);
  // The one that was taken is another's.
  expect(accounts.size).toBe(1);
  expect(ids.filter((id) => existsSync(driver.workspaceOf(id)))).toEqual(['pooled0']);
  pool.adjust();
  expect(pool.counts().starting).toBe(0);
});
