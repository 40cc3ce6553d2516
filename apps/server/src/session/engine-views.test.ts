import type { Sandbox } from '@drydock/sandbox';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EngineViewOptions, EngineViews } from './engine-views.ts';
import type { ViewState } from './views.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface FakeEngine {
  readonly sandbox: Sandbox;
  changed: () => void;
  watched: number;
}

function engine(): FakeEngine {
  const fake: Omit<FakeEngine, 'sandbox'> = { changed: () => undefined, watched: 0 };
  const watchEngine = (listener: () => void) => {
    fake.watched += 1;
    fake.changed = listener;
    return () => {
      fake.watched -= 1;
    };
  };
  return Object.assign(fake, { sandbox: { watchEngine } as unknown as Sandbox });
}

const named = (account: string): ViewState<'hub'> => ({ account, repositories: [] });

function bench(options: Partial<EngineViewOptions<'hub'>> = {}) {
  const state = { mayRead: true, reads: 0, told: [] as unknown[], failed: [] as unknown[] };
  const views = new EngineViews(() => state.mayRead);
  const source = views.source<'hub'>({
    read: async () => {
      state.reads += 1;
      return named(`${state.reads}`);
    },
    ...options,
  });
  const start = () =>
    source.start({
      emit: (told) => state.told.push(told),
      fail: (error) => state.failed.push(error),
    });
  return { state, views, start };
}

test('it is read at once, and after changes: once for what comes together, and not again within a second', async () => {
  const { state, views, start } = bench();
  const one = engine();
  views.attach(one.sandbox);
  expect(one.watched).toBe(0);
  start();
  await vi.advanceTimersByTimeAsync(0);
  expect(state.told).toEqual([named('1')]);
  for (let i = 0; i < 5; i += 1) one.changed();
  await vi.advanceTimersByTimeAsync(990);
  expect(state.reads).toBe(1);
  await vi.advanceTimersByTimeAsync(20);
  expect(state.told).toEqual([named('1'), named('2')]);
  await vi.advanceTimersByTimeAsync(60_000);
  one.changed();
  await vi.advanceTimersByTimeAsync(160);
  expect(state.reads).toBe(3);
});

test('one that was started before its sandbox follows it, and the next one after it', async () => {
  const { state, views, start } = bench();
  const [one, two] = [engine(), engine()];
  start();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.reads).toBe(0);
  const release = views.attach(one.sandbox);
  await vi.advanceTimersByTimeAsync(5000);
  release();
  expect(one.watched).toBe(0);
  one.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.reads).toBe(1);
  views.attach(two.sandbox);
  release();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.reads).toBe(2);
  expect(two.watched).toBe(1);
});

test('a paused sandbox is not asked; what happened is made up for when it answers', async () => {
  const { state, views, start } = bench();
  const one = engine();
  views.attach(one.sandbox);
  start();
  await vi.advanceTimersByTimeAsync(5000);
  state.mayRead = false;
  one.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.reads).toBe(1);
  state.mayRead = true;
  views.wake();
  await vi.advanceTimersByTimeAsync(0);
  expect(state.reads).toBe(2);
  views.wake();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.reads).toBe(2);
});

test('a failure is told and tried again; one of a sandbox that was paused meanwhile is none', async () => {
  const answers = [
    () => Promise.reject(new Error('no answer')),
    () => Promise.resolve(named('back')),
    () => {
      state.mayRead = false;
      return Promise.reject(new Error('paused'));
    },
    () => Promise.resolve(named('resumed')),
  ];
  const { state, views, start } = bench({ read: () => answers.shift()?.() ?? expect.fail() });
  const one = engine();
  views.attach(one.sandbox);
  start();
  await vi.advanceTimersByTimeAsync(1);
  expect(state.failed).toEqual([new Error('no answer')]);
  await vi.advanceTimersByTimeAsync(10_200);
  expect(state.told).toEqual([named('back')]);
  one.changed();
  await vi.advanceTimersByTimeAsync(5000);
  state.mayRead = true;
  views.wake();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.told.at(-1)).toEqual(named('resumed'));
  expect(state.failed).toHaveLength(1);
});

test('an answer of a sandbox that is gone, or that nobody waits for any more, is dropped', async () => {
  const read = async () => {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    return named('late');
  };
  const { state, views, start } = bench({ read });
  const one = engine();
  const release = views.attach(one.sandbox);
  const leave = start();
  await vi.advanceTimersByTimeAsync(100);
  release();
  await vi.advanceTimersByTimeAsync(5000);
  views.attach(one.sandbox);
  await vi.advanceTimersByTimeAsync(100);
  leave();
  await vi.advanceTimersByTimeAsync(5000);
  expect(state.told).toEqual([]);
  expect(one.watched).toBe(0);
});

test('what moves without telling is read again when it says, and no more when it does not', async () => {
  const { state, views, start } = bench({
    againIn: ({ account }) => (account === '3' ? undefined : 2000),
  });
  views.attach(engine().sandbox);
  start();
  await vi.advanceTimersByTimeAsync(2200);
  expect(state.reads).toBe(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(state.reads).toBe(3);
});
