import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import {
  drydockHome,
  type FoundEngine,
  placeHub,
  prepareHost,
  removeInstance,
  startPreparedHub,
} from '@drydock/sandbox/docker/host';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestPage, visitSession } from './testing/page.ts';

const LAB = `---
title: A page of one line
description: For the integration test of the server
---

## Serve it

Write \`index.html\`, then serve it with nginx.
`;

const CHECK = `test "$(curl -s localhost:8081)" = "served by a container" || {
  echo "Nothing is served on 8081 yet." >&2
  exit 1
}
`;

const RUN =
  'docker run -d --name web -p 8081:80 -v /workspace:/usr/share/nginx/html:ro nginx:alpine';

let server: ChildProcess;
let address: URL;
let hub: Awaited<ReturnType<typeof startPreparedHub>>;
let labs: string;
let page: TestPage;
let session: string;
let home: string;
let instance: string;
let engine: FoundEngine;

beforeAll(async () => {
  labs = await mkdtemp(join(tmpdir(), 'drydock-labs-'));
  await mkdir(join(labs, 'page/checks'), { recursive: true });
  await writeFile(join(labs, 'page/lab.md'), LAB);
  await writeFile(join(labs, 'page/checks/served.sh'), CHECK);
  home = drydockHome(process.env);
  const host = await prepareHost({
    home,
    instance: 'main',
    environment: process.env,
    stages: { run: (_title, work) => work(() => undefined) },
  });
  engine = host.engine;
  instance = `test-${nanoid(12)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')}`;
  const place = await placeHub({ home, instance });
  hub = await startPreparedHub({ home, host, instance, place, storage: 'ephemeral' });
  server = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('./main.ts', import.meta.url))],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PORT: '0',
        LOG_LEVEL: 'warn',
        DRYDOCK_HOME: home,
        DRYDOCK_INSTANCE: instance,
        DRYDOCK_ENGINE_SOCKET: host.engine.socket,
        DRYDOCK_SANDBOX_IMAGE: host.sandboxImage,
        DRYDOCK_FIREWALL_IMAGE: host.firewallImage,
        DRYDOCK_SEED: host.seed,
        DRYDOCK_HUB_CONTAINER: place.name,
        DRYDOCK_HUB_SOCKET_DIR: place.socketDir,
        DRYDOCK_PKI_DIR: dirname(host.pki.caCertFile),
        DRYDOCK_LABS: labs,
      },
    },
  );
  address = await whereItListens(server);
  ({ page, session } = await visitSession(address, 'page'));
});

afterAll(async () => {
  await rm(labs, { recursive: true });
  if (server && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await hub?.release();
  // Workspaces outlive the server, and so they would the test.
  if (instance) await removeInstance({ engine, instance, home });
});

async function whereItListens({ stdout }: ChildProcess): Promise<URL> {
  if (!stdout) throw new Error('the server has no stdout');
  for await (const line of createInterface(stdout)) {
    const found = /^Drydock listens on (http:\S+)$/.exec(line)?.[1];
    if (found) return new URL(found);
  }
  throw new Error('the server ended without listening');
}

/** Types a line and waits until the shell has done it. */
async function type(line: string): Promise<string> {
  const before = page.output.get('T1')?.bytes.length ?? 0;
  // The quotes keep the echo of the line from being taken for its result.
  page.send({ type: 'terminal.input', terminal: 'T1', data: `${line}; echo "do""ne"=$?\n` });
  await vi.waitFor(() => expect(since(before)).toMatch(/done=\d+/), {
    timeout: 90_000,
    interval: 20,
  });
  return since(before);
}

function since(position: number): string {
  return page.output.get('T1')?.bytes.subarray(position).toString() ?? '';
}

test('everything that the server stands on answers', async () => {
  const answer = await fetch(new URL('/api/health', address));
  expect(await answer.json()).toMatchObject({
    ...{ status: 'ok', engine: true, hub: true },
    isolation: 'rootless',
  });
});

test('a learner types, writes a file, is checked, and sees it served', async () => {
  page.hello();
  const { snapshot } = await page.next('welcome');
  if (snapshot.sandbox.status !== 'ready') {
    await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'ready');
  }
  const open = { type: 'terminal.open' as const, terminal: 'T1', columns: 120, rows: 30 };
  expect(await page.ask({ ...open, request: 1 })).toMatchObject({ type: 'terminal.opened' });
  expect(await type('whoami; pwd')).toMatch(/root\r\n\/workspace/);

  const check = { type: 'check.run' as const, check: 'served' };
  expect(await page.ask({ ...check, request: 2 })).toMatchObject({
    result: { outcome: 'not-yet', why: { en: 'Nothing is served on 8081 yet.' } },
  });
  const saved = await page.ask({
    ...{ type: 'file.write', request: 3, path: 'index.html', baseVersion: null },
    text: 'served by a container',
  });
  expect(saved).toMatchObject({ type: 'file.saved' });
  expect(await type(RUN)).toContain('done=0');

  const { ports } = await page.next('ports.changed', (each) => each.ports.length > 0);
  expect(ports).toMatchObject([{ port: 8081, containerPort: 80, container: 'web' }]);
  expect(await page.ask({ ...check, request: 4 })).toMatchObject({ result: { outcome: 'pass' } });

  const host = `8081--${session}.localhost:${address.port}`;
  expect(ports[0]?.url).toBe(`http://${host}/`);
  const outgoing = get({ host: address.hostname, port: address.port, headers: { host } });
  const [answer] = await once(outgoing, 'response');
  expect(await text(answer)).toBe('served by a container');
});

test('what a learner builds and pushes is told to the page that shows it, with why', async () => {
  for (const view of ['layers', 'builds', 'pushes'] as const) {
    page.send({ type: 'view.watch', view, on: true });
  }
  await page.next('view.builds', ({ builds }) => builds.length === 0);
  await page.next('view.layers', ({ images }) => images.every(({ own }) => !own));
  await page.next('view.pushes', ({ pushes }) => pushes.length === 0);
  await type('printf "FROM alpine\\nCOPY note /\\n" > Dockerfile; echo 1 > note');
  await type('docker build -q -t app .');
  const has = ({ tags }: { tags: readonly string[] }) => tags.includes('app:latest');
  await page.next('view.layers', ({ images }) => images.some((image) => image.own && has(image)));
  await page.next('view.builds', ({ builds: [newest] }) => newest !== undefined && has(newest));
  await type('echo 2 > note; docker build -q -t app .');
  const { builds } = await page.next(
    'view.builds',
    ({ builds: [newest, former] }) => former !== undefined && newest?.ended !== null,
  );
  expect(builds[0]?.steps[1]?.reason).toMatchObject({
    type: 'files-changed',
    files: [{ path: 'note' }],
  });
  await type('echo "$DOCKERHUB_PASSWORD" | docker login -u "$DOCKERHUB_USERNAME" --password-stdin');
  await type('docker tag app "$DOCKERHUB_USERNAME/app"; docker push -q "$DOCKERHUB_USERNAME/app"');
  const { pushes } = await page.next('view.pushes', ({ pushes }) => pushes.length === 1);
  expect(pushes[0]?.layers.at(-1)).toMatchObject({ outcome: 'uploaded' });
});

test('the session’s account pushes to its own name, and to no other', async () => {
  expect(
    await type(
      'echo "$DOCKERHUB_PASSWORD" | docker login -u "$DOCKERHUB_USERNAME" --password-stdin',
    ),
  ).toContain('Login Succeeded');
  const push = (name: string) => `docker tag nginx:alpine ${name}; docker push ${name}`;
  expect(await type(push('$DOCKERHUB_USERNAME/web'))).toContain('digest: sha256');
  expect(await type(push('somebody/web'))).toContain('denied');
  expect(await type('docker login -u "$DOCKERHUB_USERNAME" -p wrong')).toContain(
    'incorrect username or password',
  );
});

test('a server that is told to stop does so in time', async () => {
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect(code).toBe(0);
  expect((await page.untilClosed()).code).toBe(1001);
});
