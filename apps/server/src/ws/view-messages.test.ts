import type { Push } from '@drydock/protocol';
import { expect, test, vi } from 'vitest';
import type { HubEvents } from '../session/pushes.ts';
import { startSession, testApp } from '../testing/app.ts';
import { readyPage } from '../testing/page.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const push: Push = {
  ...{ id: '1', repository: 'ann/app', tag: 'v1', digest: 'sha256:1', at: 'now' },
  layers: [],
};

async function ready() {
  const listeners = new Set<() => void>();
  const all: Push[] = [];
  const hubEvents: HubEvents = {
    pushes: () => [...all],
    watch: (_account, listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const login = { registry: 'docker.io', username: 'ann', password: 'secret' };
  const hub = { open: () => login, close: () => undefined };
  const { app, driver } = await testApp({ hub, hubEvents });
  const learner = await startSession(app);
  const page = await readyPage(app, learner);
  const pushed = () => {
    all.unshift(push);
    for (const listener of listeners) listener();
  };
  return { app, driver, learner, page, pushed, watched: () => listeners.size };
}

test('a page is told a view at once and with each change, until it looks away or leaves', async () => {
  const { app, learner, page, pushed, watched } = await ready();
  const idle = watched();
  page.send({ type: 'view.watch', view: 'pushes', on: true });
  page.send({ type: 'view.watch', view: 'pushes', on: true });
  expect(await page.next('view.pushes')).toEqual({ type: 'view.pushes', pushes: [] });
  const other = await readyPage(app, learner);
  other.send({ type: 'view.watch', view: 'pushes', on: true });
  await other.next('view.pushes');
  expect(watched()).toBe(idle + 1);
  pushed();
  for (const each of [page, other]) {
    await each.next('view.pushes', ({ pushes }) => pushes.length === 1);
    expect(each.messages.filter(({ type }) => type === 'view.pushes')).toHaveLength(2);
  }
  page.send({ type: 'view.watch', view: 'pushes', on: false });
  other.socket.close();
  await vi.waitFor(() => expect(watched()).toBe(idle), 5000);
});

test('a view that cannot be told says so on every page that watches it, and no other', async () => {
  const { page } = await ready();
  // The fake's sandboxes have no engine that could be asked.
  page.send({ type: 'view.watch', view: 'layers', on: true });
  const { problem } = await page.next('view.failed', ({ view }) => view === 'layers');
  expect(problem.code).toBe('SANDBOX_ENGINE_DOWN');
  page.send({ type: 'view.watch', view: 'pushes', on: true });
  await page.next('view.pushes');
  expect(page.messages.filter(({ type }) => type === 'error')).toEqual([]);
});

test('a view that there is not is an error of its request', async () => {
  const { page } = await ready();
  page.socket.send(JSON.stringify({ type: 'view.watch', request: 7, view: 'volumes', on: true }));
  const error = await page.next('error', ({ request }) => request === 7);
  expect(error.code).toBe('BAD_MESSAGE');
});
