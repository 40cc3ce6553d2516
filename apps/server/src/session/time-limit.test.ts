import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settledWithin, withinLimit } from './time-limit.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<void>(() => undefined);

test('work has its limit', async () => {
  const late = expect(withinLimit(never(), 100)).rejects.toMatchObject({ code: 'ENGINE_TIMEOUT' });
  await vi.advanceTimersByTimeAsync(100);
  await late;
  expect(await withinLimit(Promise.resolve(1), 100)).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('an event is waited for no longer than told, and no timer stays', async () => {
  const seen: string[] = [];
  let happen = () => {};
  const event = new Promise<void>((resolve) => {
    happen = resolve;
  });
  void settledWithin(never(), 100).then(() => seen.push('limit'));
  void settledWithin(event, 1000).then(() => seen.push('event'));
  happen();
  await vi.advanceTimersByTimeAsync(99);
  expect(seen).toEqual(['event']);
  await vi.advanceTimersByTimeAsync(1);
  expect(seen).toEqual(['event', 'limit']);
  expect(vi.getTimerCount()).toBe(0);
});
