import type { TimeLeft } from '@drydock/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SessionClock, type TimeRules } from './session-clock.ts';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function clockWith(rules: TimeRules | null) {
  const told: TimeLeft[] = [];
  let over = 0;
  const clock = new SessionClock({
    rules,
    onTime: (time) => told.push(time),
    onOver: () => {
      over += 1;
    },
  });
  return { clock, told, over: () => over };
}

const rules = { limit: 60 * MINUTE, extension: 30 * MINUTE, extensions: 1 };
const tooOften = expect.objectContaining({ code: 'EXTENSION_LIMIT' });

test('the time runs from the first sandbox through those after it, and is over once', () => {
  const { clock, told, over } = clockWith(rules);
  expect(clock.left()).toBeUndefined();
  clock.begin();
  vi.advanceTimersByTime(20 * MINUTE);
  clock.begin();
  expect(clock.left()?.left).toBe(40 * MINUTE);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(40 * MINUTE);
  expect([over(), clock.left()]).toEqual([1, undefined]);
  vi.advanceTimersByTime(100 * MINUTE);
  expect(over()).toBe(1);
});

test('an extension adds to what is left, as often as the host allows', () => {
  const { clock, told, over } = clockWith(rules);
  clock.begin();
  vi.advanceTimersByTime(59 * MINUTE);
  clock.extend();
  expect(told.at(-1)).toEqual({ left: 31 * MINUTE, extension: 30 * MINUTE, extensions: 0 });
  expect(() => clock.extend()).toThrow(tooOften);
  vi.advanceTimersByTime(30 * MINUTE);
  expect(over()).toBe(0);
  vi.advanceTimersByTime(MINUTE);
  expect(over()).toBe(1);
});

test('after its end the next sandbox has a time of its own, with all extensions', () => {
  const { clock } = clockWith(rules);
  clock.begin();
  clock.extend();
  vi.advanceTimersByTime(90 * MINUTE);
  clock.begin();
  expect(clock.left()).toEqual({ left: 60 * MINUTE, extension: 30 * MINUTE, extensions: 1 });
});

test('without a limit nothing begins, and nothing is extended', () => {
  const { clock, told } = clockWith(null);
  clock.begin();
  expect(clock.left()).toBeUndefined();
  expect(() => clock.extend()).toThrow(tooOften);
  expect(told).toEqual([]);
});

test('one that was stopped says nothing any more', () => {
  const { clock, over } = clockWith(rules);
  clock.begin();
  clock.stop();
  vi.advanceTimersByTime(100 * MINUTE);
  expect(over()).toBe(0);
});
