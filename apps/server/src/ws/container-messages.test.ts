import { expect, test, vi } from 'vitest';
import { Failure } from '../failure.ts';
import type { HubRegistry, TagName } from '../session/hub-registry.ts';
import { startSession, testApp } from '../testing/app.ts';
import { fakeEngine } from '../testing/engine.ts';
import { readyPage } from '../testing/page.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

const CONTAINER = {
  ...{ Id: 'a1', Name: '/web', Config: { Image: 'app' } },
  State: { Status: 'exited', ExitCode: 2, Pid: 0 },
  NetworkSettings: { Ports: {} },
};

/** Knows one container; whatever is done to another is refused. */
const ENGINE = `
case "$*" in
  *containers/json*) echo '[{"Id":"a1"}]' ;;
  *--config*) echo '${JSON.stringify(CONTAINER)}' ;;
  *containers/web/*) printf '\\n204' ;;
  *containers/taken/*) printf '{"message":"port is already allocated"}\\n500' ;;
  *) printf '{"message":"No such container"}\\n404' ;;
esac`;

async function ready(hubRegistry: HubRegistry | null = null) {
  const hub = {
    open: () => ({ registry: 'docker.io', username: 'ann', password: 'secret' }),
    close: () => undefined,
  };
  const { app } = await testApp(hubRegistry ? { hub, hubRegistry } : {});
  return await readyPage(app, await startSession(app));
}

test('the containers are told while they are shown', async () => {
  await fakeEngine(ENGINE);
  const page = await ready();
  page.send({ type: 'view.watch', view: 'containers', on: true });
  const { containers } = await page.next('view.containers');
  expect(containers).toMatchObject([{ name: 'web', status: 'exited', exitCode: 2, memory: null }]);
});

test('an act is answered when it is done, a refusal with the engine’s words', async () => {
  await fakeEngine(ENGINE);
  const page = await ready();
  const act = { type: 'container.act', act: 'start' } as const;
  expect(await page.ask({ ...act, request: 1, container: 'web' })).toEqual({
    ...{ type: 'container.acted', request: 1, container: 'web', act: 'start' },
  });
  expect(await page.ask({ ...act, request: 2, container: 'taken' })).toMatchObject({
    code: 'CONTAINER_ACT_FAILED',
    message: expect.stringContaining('port is already allocated'),
  });
  expect(await page.ask({ ...act, request: 3, container: 'nowhere' })).toMatchObject({
    code: 'CONTAINER_NOT_FOUND',
  });
});

test('an act that takes its time holds up nothing, and only so many are taken at once', async () => {
  await fakeEngine('sleep 600');
  const page = await ready();
  const act = { type: 'container.act', act: 'stop' } as const;
  for (let request = 1; request <= 10; request += 1) {
    page.send({ ...act, request, container: 'web' });
  }
  expect(await page.ask({ ...act, request: 11, container: 'web' })).toMatchObject({
    code: 'RATE_LIMITED',
  });
  expect(await page.ask({ type: 'file.list', request: 12 })).toMatchObject({ type: 'file.tree' });
});

test('an engine that is away', async () => {
  await fakeEngine('echo "curl: (7) Failed to connect" >&2; exit 7');
  const page = await ready();
  const act = { type: 'container.act', request: 1, container: 'web', act: 'stop' } as const;
  expect(await page.ask(act)).toMatchObject({ code: 'SANDBOX_ENGINE_DOWN' });
  page.send({ type: 'view.watch', view: 'containers', on: true });
  const { view, problem } = await page.next('view.failed');
  expect([view, problem.code]).toEqual(['containers', 'SANDBOX_ENGINE_DOWN']);
});

test('the hub is told while it is shown, and a tag of one’s own can be deleted', async () => {
  const tags = [{ tag: 'v1', digest: 'sha256:1', size: 1, pushed: null }];
  let deleted: TagName | undefined;
  const page = await ready({
    repositories: async (account) => (deleted ? [] : [{ name: `${account}/web`, own: true, tags }]),
    deleteTag: async (account, name) => {
      if (!name.repository.startsWith(account)) throw new Failure('HUB_NOT_OWN');
      deleted = name;
    },
  });
  page.send({ type: 'view.watch', view: 'hub', on: true });
  const { account, repositories } = await page.next('view.hub');
  expect([account, repositories]).toEqual(['ann', [{ name: 'ann/web', own: true, tags }]]);
  const wanted = { type: 'hub.delete', tag: 'v1' } as const;
  expect(await page.ask({ ...wanted, request: 1, repository: 'bob/web' })).toMatchObject({
    code: 'HUB_NOT_OWN',
  });
  expect(await page.ask({ ...wanted, request: 2, repository: 'ann/web' })).toEqual({
    ...{ type: 'hub.deleted', request: 2, repository: 'ann/web', tag: 'v1' },
  });
  await page.next('view.hub', (message) => message.repositories.length === 0);
});

test('where no hub runs the view says so', async () => {
  const page = await ready();
  page.send({ type: 'view.watch', view: 'hub', on: true });
  expect(await page.next('view.hub')).toEqual({
    ...{ type: 'view.hub', account: null, repositories: [] },
  });
});
