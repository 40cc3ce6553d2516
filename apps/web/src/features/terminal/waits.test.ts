import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWaits } from './waits.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('who waits is told when it holds, and not before', async () => {
  const waits = createWaits();
  let holds = false;
  const seen = vi.fn();
  const waiting = waits.until(() => holds, 1_000).then(seen);
  waits.look();
  await vi.advanceTimersByTimeAsync(500);
  expect(seen).not.toHaveBeenCalled();
  holds = true;
  waits.look();
  await waiting;
  expect(seen).toHaveBeenCalledOnce();
});

test('a wait ends at once where it holds already, and after its limit where it never does', async () => {
  const waits = createWaits();
  await waits.until(() => true, 1_000);
  const late = waits.until(() => false, 1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await late;
});

test('at the end nobody waits any longer', async () => {
  const waits = createWaits();
  const all = [waits.until(() => false, 1_000), waits.until(() => false, 2_000)];
  waits.end();
  await Promise.all(all);
  expect(vi.getTimerCount()).toBe(0);
});
