import type { LabCheck } from '@drydock/lab-format/schema';
import type { Sandbox } from '@drydock/sandbox';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testLab } from '../testing/labs.ts';
import { ContinuousChecks } from './continuous-checks.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function declared(name: string): [string, LabCheck] {
  return [name, { type: 'declared', name, condition: {} }];
}

function bench({ continuous = ['one'], script = false, takes = 0 } = {}) {
  const lab = testLab({ checks: { one: '', two: '' }, continuous });
  const checks = script ? lab.checks : new Map(['one', 'two'].map(declared));
  const runs: string[] = [];
  const state = {
    mayRun: true,
    watched: 0,
    engine: () => {},
    during: () => {},
    atOnce: 0,
    most: 0,
  };
  const subject = new ContinuousChecks({
    lab: () => ({ ...lab, checks }),
    mayRun: () => state.mayRun,
    run: async (name) => {
      runs.push(name);
      state.atOnce += 1;
      state.most = Math.max(state.most, state.atOnce);
      state.during();
      await new Promise((resolve) => setTimeout(resolve, takes));
      state.atOnce -= 1;
    },
  });
  const watchEngine = (listener: () => void) => {
    state.watched += 1;
    state.engine = listener;
    return () => {
      state.watched -= 1;
    };
  };
  const detach = subject.attach({ watchEngine } as unknown as Sandbox);
  return { subject, state, runs, detach };
}

test('changes that come together are one round, and the next comes two seconds later at the earliest', async () => {
  const { subject, runs } = bench();
  for (let i = 0; i < 20; i += 1) subject.stir();
  await vi.advanceTimersByTimeAsync(310);
  expect(runs).toEqual(['one']);
  subject.stir();
  await vi.advanceTimersByTimeAsync(1900);
  expect(runs).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(runs).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toHaveLength(2);
});

test('one check at a time, and what changes meanwhile is looked at afterwards', async () => {
  const { state, runs } = bench({ continuous: ['one', 'two', 'one'], takes: 5000 });
  await vi.advanceTimersByTimeAsync(400);
  state.engine();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(runs).toEqual(['one', 'two', 'one', 'two']);
  expect(state.most).toBe(1);
});

test('while nobody is there nothing runs; it is made up for when somebody comes', async () => {
  const { subject, state, runs } = bench();
  state.mayRun = false;
  subject.stir();
  await vi.advanceTimersByTimeAsync(10_000);
  subject.wake();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toEqual([]);
  state.mayRun = true;
  subject.wake();
  await vi.advanceTimersByTimeAsync(10_000);
  subject.wake();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toEqual(['one']);
});

test('an engine is watched only for a lab with continuous checks, and no longer than its sandbox is there', async () => {
  const without = bench({ continuous: [] });
  without.subject.stir();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([without.state.watched, without.runs.length]).toEqual([0, 0]);
  const { subject, state, runs, detach } = bench();
  expect(state.watched).toBe(1);
  detach();
  subject.stir();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([state.watched, runs.length]).toEqual([0, 0]);
});

test('a script that changes things itself runs ever more seldom, and at once when somebody else does', async () => {
  const { state, runs } = bench({ script: true, takes: 100 });
  state.during = () => setTimeout(() => state.engine(), 600);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs.length).toBeLessThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(runs.length).toBeLessThanOrEqual(15);
  const before = runs.length;
  await vi.advanceTimersByTimeAsync(5000);
  state.engine();
  await vi.advanceTimersByTimeAsync(500);
  expect(runs).toHaveLength(before + 1);
});
