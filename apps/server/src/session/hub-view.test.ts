import type { HubView, Push } from '@drydock/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../failure.ts';
import type { HubRegistry } from './hub-registry.ts';
import { HubShelf } from './hub-view.ts';
import type { HubEvents } from './pushes.ts';

const REPOSITORY = { name: 'ann/web', own: true, tags: [] };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function bench(registry: Partial<HubRegistry> = {}, pushes: Push[] = []) {
  const repositories = vi.fn(registry.repositories ?? (async () => [REPOSITORY]));
  const deleteTag = vi.fn(registry.deleteTag ?? (async () => undefined));
  const listeners = new Set<() => void>();
  const events: HubEvents = {
    pushes: () => pushes,
    watch: (_account, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const shelf = new HubShelf('ann', { repositories, deleteTag }, events);
  const stir = () => {
    for (const listener of listeners) listener();
  };
  const told: (HubView | 'failed')[] = [];
  const watch = () =>
    shelf.view().start({ emit: (state) => told.push(state), fail: () => told.push('failed') });
  return { shelf, stir, listeners, repositories, deleteTag, told, watch };
}

test('is told once somebody watches, and after every change, however many come at once', async () => {
  const { stir, listeners, repositories, told, watch } = bench();
  const release = watch();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([{ account: 'ann', repositories: [REPOSITORY] }]);
  for (let times = 0; times < 10; times += 1) stir();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(repositories).toHaveBeenCalledTimes(2);
  stir();
  release();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(repositories).toHaveBeenCalledTimes(2);
  expect(listeners.size).toBe(0);
});

test('a hub that does not answer is asked again', async () => {
  let isAway = true;
  const { told, watch } = bench({
    repositories: async () => {
      if (isAway) throw new Failure('HUB_UNAVAILABLE');
      return [REPOSITORY];
    },
  });
  const release = watch();
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(['failed']);
  isAway = false;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(told.at(-1)).toMatchObject({ account: 'ann' });
  release();
});

test('a tag that is deleted is told to whoever watches, also when the hub had it no more', async () => {
  const { shelf, deleteTag, repositories, watch } = bench();
  const release = watch();
  await vi.advanceTimersByTimeAsync(1);
  await shelf.deleteTag({ repository: 'ann/web', tag: 'v1' });
  expect(deleteTag).toHaveBeenCalledWith('ann', { repository: 'ann/web', tag: 'v1' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(repositories).toHaveBeenCalledTimes(2);
  deleteTag.mockRejectedValueOnce(new Failure('HUB_TAG_NOT_FOUND'));
  await expect(shelf.deleteTag({ repository: 'ann/web', tag: 'v1' })).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(repositories).toHaveBeenCalledTimes(3);
  release();
});

test('where no hub runs the view says so, and nothing can be deleted', async () => {
  const shelf = new HubShelf(undefined, null, null);
  const emit = vi.fn();
  shelf.view().start({ emit, fail: () => undefined })();
  expect(emit).toHaveBeenCalledWith({ account: null, repositories: [] });
  await expect(shelf.deleteTag({ repository: 'ann/web', tag: 'v1' })).rejects.toMatchObject({
    code: 'HUB_UNAVAILABLE',
  });
});

test('when a tag was pushed is told where that is known, and not of what it was before', async () => {
  const tag = (name: string) => ({ tag: name, digest: 'sha256:1', size: 1, pushed: null });
  const repository = { name: 'ann/web', own: true, tags: [tag('v1'), tag('v2')] };
  const at = '2026-11-21T18:00:00Z';
  const push = { id: '1', repository: 'ann/web', at, layers: [] };
  const pushes = [
    { ...push, tag: 'v1', digest: 'sha256:1' },
    { ...push, tag: 'v2', digest: 'sha256:0' },
  ];
  const { told, watch } = bench({ repositories: async () => [repository] }, pushes);
  const release = watch();
  await vi.advanceTimersByTimeAsync(1);
  const [view] = told;
  if (!view || view === 'failed') throw new Error('the view was not told');
  const times = view.repositories[0]?.tags.map(({ pushed }) => pushed);
  expect(times).toEqual([at, null]);
  release();
});
