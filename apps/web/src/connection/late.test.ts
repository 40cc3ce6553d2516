import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepStyles, late } from './late.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  document.head.replaceChildren();
});

test('a part that does not come is asked for again', async () => {
  const load = vi
    .fn()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockResolvedValue(42);
  const loaded = late(load);
  await vi.advanceTimersByTimeAsync(200);
  expect(await loaded).toBe(42);
  expect(load).toHaveBeenCalledTimes(2);
});

test('a part that comes at once is asked for once', async () => {
  const load = vi.fn().mockResolvedValue('here');
  expect(await late(load)).toBe('here');
  expect(load).toHaveBeenCalledTimes(1);
});

test('what never comes fails after the fourth time', async () => {
  const load = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'));
  const failed = expect(late(load)).rejects.toThrow('Failed to fetch');
  await vi.runAllTimersAsync();
  await failed;
  expect(load).toHaveBeenCalledTimes(4);
});

test('styles that do not come are asked for again, and not for ever', () => {
  keepStyles();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  document.head.append(link);
  for (let time = 0; time < 3; time += 1) {
    const before = document.querySelector('link');
    before?.dispatchEvent(new Event('error'));
    vi.runAllTimers();
    expect(document.querySelector('link')).not.toBe(before);
  }
  const last = document.querySelector('link');
  last?.dispatchEvent(new Event('error'));
  vi.runAllTimers();
  expect(document.querySelector('link')).toBe(last);
});

test.each([
  ['Unable to preload CSS for /assets/a.css', true],
  ['Failed to fetch dynamically imported module', false],
])(
  'a part does not fail for want of its styles, and fails for want of itself: %s',
  (message, isLetGo) => {
    keepStyles();
    const payload = new Error(message);
    const event = Object.assign(new Event('vite:preloadError', { cancelable: true }), { payload });
    dispatchEvent(event);
    expect(event.defaultPrevented).toBe(isLetGo);
  },
);
