import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFirewallGuard, type FirewallGuard } from './firewall-guard.ts';

const load = vi.fn(async () => undefined);
let time: number;
let sandboxes: number;
let guard: FirewallGuard;
beforeEach(() => {
  vi.useFakeTimers();
  load.mockReset();
  time = 0;
  sandboxes = 0;
  guard = createFirewallGuard({ load, isNeeded: () => sandboxes > 0, now: () => time });
});
afterEach(() => {
  guard.close();
  vi.useRealTimers();
});

test('many sandboxes at once wait for one load', async () => {
  await Promise.all([guard.ready(), guard.ready(), guard.ready()]);
  await guard.ready();
  expect(load).toHaveBeenCalledTimes(1);
});

test('what was loaded long ago is loaded again', async () => {
  await guard.ready();
  time = 30_000;
  await guard.ready();
  expect(load).toHaveBeenCalledTimes(2);
});

test('a load that fails lets nothing start, and the next sandbox tries again', async () => {
  load.mockRejectedValueOnce(new Error('no nf_tables'));
  const failure = { code: 'SANDBOX_START_FAILED', message: 'no nf_tables' };
  await expect(Promise.all([guard.ready(), guard.ready()])).rejects.toMatchObject(failure);
  await guard.ready();
  expect(load).toHaveBeenCalledTimes(2);
});

test('it is loaded again every minute while sandboxes run, and not after', async () => {
  await vi.advanceTimersByTimeAsync(60_000);
  expect(load).not.toHaveBeenCalled();
  sandboxes = 1;
  load.mockRejectedValueOnce(new Error('the engine is away'));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(load).toHaveBeenCalledTimes(2);
  guard.close();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(load).toHaveBeenCalledTimes(2);
});
