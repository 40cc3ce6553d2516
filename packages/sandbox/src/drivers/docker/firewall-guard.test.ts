import { expect, test, vi } from 'vitest';
import { createFirewallGuard } from './firewall-guard.ts';

test('many sandboxes at once wait for one load', async () => {
  const load = vi.fn(async () => undefined);
  const guard = createFirewallGuard(load, () => 0);
  await Promise.all([guard(), guard(), guard()]);
  await guard();
  expect(load).toHaveBeenCalledTimes(1);
});

test('what was loaded long ago is loaded again', async () => {
  let time = 0;
  const load = vi.fn(async () => undefined);
  const guard = createFirewallGuard(load, () => time);
  await guard();
  time = 30_000;
  await guard();
  expect(load).toHaveBeenCalledTimes(2);
});

test('a load that fails lets nothing start, and the next sandbox tries again', async () => {
  const load = vi.fn(async () => undefined);
  load.mockRejectedValueOnce(new Error('no nf_tables'));
  const guard = createFirewallGuard(load, () => 0);
  const failure = { code: 'SANDBOX_START_FAILED', message: 'no nf_tables' };
  await expect(Promise.all([guard(), guard()])).rejects.toMatchObject(failure);
  await guard();
  expect(load).toHaveBeenCalledTimes(2);
});
