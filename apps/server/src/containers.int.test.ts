import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Container, ContainerAct, PreviewState, ServerMessage } from '@drydock/protocol';
import type { Sandbox, SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import {
  drydockHome,
  type PreparedHost,
  prepareHost,
  removeInstance,
} from '@drydock/sandbox/docker/host';
import type { FastifyInstance } from 'fastify';
import { customAlphabet } from 'nanoid';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from './app.ts';
import { listen, testConfig } from './testing/app.ts';
import { testLab } from './testing/labs.ts';
import { type TestPage, visitSession } from './testing/page.ts';

const instance = `test-${customAlphabet('0123456789abcdef', 12)()}`;

/** One of each kind; the burner uses all the CPU that it gets. */
const WORK = `
set -eu
docker run -d --name web -p 8080:80 nginx:alpine
docker run -d --name burner alpine sh -c 'while :; do :; done'
docker run --name job alpine sh -c 'exit 3' || true
docker run -d --name again --stop-timeout 1 alpine sleep 600
docker run -d --name sick --health-cmd false --health-interval 1s --health-retries 1 alpine sleep 600
docker create --name never alpine true
`;

const SERVE = 'python3 -m http.server';

describe('containers of a real engine', { timeout: 90_000 }, () => {
  let host: PreparedHost;
  let home: string;
  let driver: SandboxDriver;
  let app: FastifyInstance;
  let sandbox: Sandbox;
  let session: string;
  let port: number;
  let page: TestPage;

  beforeAll(async () => {
    home = drydockHome(process.env);
    host = await prepareHost({
      ...{ home, instance: 'main', environment: process.env },
      stages: { run: (_title, work) => work(() => undefined) },
    });
    driver = createDockerDriver({
      ...{ connection: { socketPath: host.engine.socket }, instance, home },
      ...{ image: host.sandboxImage, firewall: host.firewallImage, seed: host.seed },
    });
    const watched: SandboxDriver = {
      ...driver,
      create: async (...args) => {
        sandbox = await driver.create(...args);
        return sandbox;
      },
    };
    app = await buildApp({
      config: testConfig(),
      driver: watched,
      library: { labs: [testLab()], broken: [] },
      hub: null,
      probes: { engine: async () => undefined, hub: null },
      logger: pino({ level: 'silent' }),
    });
    port = await listen(app);
    ({ page, session } = await visitSession(new URL(`http://127.0.0.1:${port}`), 'lab'));
    page.hello();
    await page.next('sandbox.status', (message) => message.sandbox.status === 'ready');
  }, 300_000);

  afterAll(async () => {
    await app?.close();
    if (session) await driver?.removeWorkspace(session);
    await driver?.close();
    if (host) await removeInstance({ engine: host.engine, instance, home });
  });

  async function run(line: string): Promise<string> {
    const command = ['bash', '-c', line];
    const { exitCode, stdout, stderr } = await sandbox.exec({ command, timeout: 60_000 });
    if (exitCode !== 0) throw new Error(`${line}: ${stderr}`);
    return stdout.trim();
  }

  /** The view as it was told last. */
  function shown(): Map<string, Container> {
    const told = page.messages.filter((message) => message.type === 'view.containers').at(-1);
    return new Map(told?.containers.map((container) => [container.name, container]));
  }

  async function untilShown(holds: (containers: Map<string, Container>) => boolean) {
    await vi.waitFor(
      () => {
        if (!holds(shown())) throw new Error(JSON.stringify([...shown().values()]));
      },
      { timeout: 30_000, interval: 20 },
    );
    return shown();
  }

  async function act(container: string, what: ContainerAct) {
    const request = page.messages.length + 1_000_000;
    return await page.ask({ type: 'container.act', request, container, act: what });
  }

  test('each is shown as it stands, with what it uses', async () => {
    page.send({ type: 'view.watch', view: 'containers', on: true });
    await untilShown((containers) => containers.size === 0 && page.messages.some(isView));
    await run(WORK);
    const containers = await untilShown(
      (now) =>
        now.get('sick')?.health === 'unhealthy' &&
        now.size === 6 &&
        (now.get('burner')?.cpu ?? 0) > 0.1 &&
        typeof now.get('web')?.cpu === 'number',
    );
    expect(containers.get('web')).toMatchObject({
      ...{ image: 'nginx:alpine', status: 'running', exitCode: null, health: null, ended: null },
      ports: [{ container: 80, host: 8080, protocol: 'tcp' }],
    });
    expect(containers.get('web')?.memory).toBeGreaterThan(1_000_000);
    expect(containers.get('web')?.cpu).toBeLessThan(0.1);
    expect(containers.get('job')).toMatchObject({
      ...{ status: 'exited', exitCode: 3, memory: null, cpu: null },
    });
    expect(Date.parse(containers.get('job')?.ended ?? '')).toBeGreaterThan(0);
    expect(containers.get('never')).toMatchObject({ status: 'created', started: null });
  });

  test('what is done to them is seen soon after, and a refusal has the engine’s words', async () => {
    expect(await act('burner', 'remove')).toMatchObject({ type: 'container.acted' });
    const started = shown().get('again')?.started;
    expect(await act('again', 'restart')).toMatchObject({ type: 'container.acted' });
    expect(await act('job', 'start')).toMatchObject({ type: 'container.acted' });
    expect(await act('job', 'remove')).toMatchObject({ type: 'container.acted' });
    expect(await act('web', 'stop')).toMatchObject({ type: 'container.acted' });
    expect(await act('web', 'stop')).toMatchObject({ type: 'container.acted' });
    const containers = await untilShown(
      (now) => now.get('web')?.status === 'exited' && !now.has('job') && !now.has('burner'),
    );
    expect(containers.get('again')?.started).not.toBe(started);
    await run('docker run -d --name rival -p 8080:80 nginx:alpine');
    expect(await act('web', 'start')).toMatchObject({
      ...{ type: 'error', code: 'CONTAINER_ACT_FAILED' },
      message: expect.stringContaining('port is already allocated'),
    });
    expect(await act('nowhere', 'stop')).toMatchObject({ code: 'CONTAINER_NOT_FOUND' });
    await run('docker rm -f $(docker ps -aq)');
    await untilShown((now) => now.size === 0);
  });

  test('who no longer looks costs nothing', async () => {
    page.send({ type: 'view.watch', view: 'containers', on: false });
    await run('docker run -d --name web -p 8080:80 nginx:alpine');
    const before = page.messages.filter(isView).length;
    await page.next('ports.changed', ({ ports }) => ports.some((each) => each.port === 8080));
    await run('docker rm -f web');
    expect(page.messages.filter(isView).length).toBe(before);
  });

  test('a published port is told within half a second', async () => {
    for (const published of [7001, 7002, 7003]) {
      await run(`docker run -d --name p${published} -p ${published}:80 nginx:alpine`);
      const since = performance.now();
      await page.next('ports.changed', ({ ports }) =>
        ports.some((each) => each.port === published),
      );
      expect(performance.now() - since).toBeLessThan(500);
    }
    await run('docker rm -f $(docker ps -aq)');
  });

  test('an app that is not up yet, and when it is', async () => {
    await start('web', '-p 8080:80', 'sleep 600');
    expect(await visit(8080, 'The app in web is not up yet.')).toEqual({
      ...{ type: 'not-listening', container: 'web', containerPort: 80 },
    });
    await run(`docker exec -d web ${SERVE} 80`);
    expect(await visit(8080, 'Directory listing')).toEqual({ type: 'shown' });
    await run('docker rm -f web');
  });

  test('an app that listens on localhost in its container, in a network of its own too', async () => {
    await run('docker network create backend');
    for (const network of ['bridge', 'backend']) {
      await start('web', `-p 8080:5000 --network ${network}`, `${SERVE} 5000 --bind 127.0.0.1`);
      expect(
        await visit(
          8080,
          'Your app listens on localhost; publish needs 0.0.0.0.',
          'localhost-only',
        ),
      ).toEqual({ type: 'localhost-only', container: 'web', containerPort: 5000 });
      await run('docker rm -f web');
    }
  });

  test('an app that listens on a port that is not published', async () => {
    await start('web', '-p 8080:80', `${SERVE} 5000`);
    expect(
      await visit(8080, 'Publish the port that it listens on: -p 8080:5000', 'other-port'),
    ).toEqual({ type: 'other-port', container: 'web', containerPort: 80, listens: [5000] });
    await run('docker rm -f web');
    expect(await visit(8080, 'No container publishes port 8080 now.')).toEqual({
      type: 'not-published',
    });
  });

  async function start(name: string, options: string, command: string): Promise<void> {
    await run(`docker run -d --name ${name} ${options} python:3.13-slim ${command}`);
    await page.next('ports.changed', ({ ports }) => ports.some((each) => each.container === name));
  }

  /** Loads the preview as the page's frame does, again and again until it shows the text; what the page was told then. */
  async function visit(
    published: number,
    expected: string,
    type?: PreviewState['type'],
  ): Promise<PreviewState | undefined> {
    return await vi.waitFor(
      async () => {
        const body = await load(published);
        const seen = page.messages.filter((message) => message.type === 'preview.seen').at(-1);
        expect(body).toContain(expected);
        if (type) expect(seen?.state.type).toBe(type);
        return seen?.state;
      },
      { timeout: 30_000, interval: 200 },
    );
  }

  async function load(published: number): Promise<string> {
    const headers = {
      host: `${published}--${session}.localhost:${port}`,
      accept: 'text/html',
      'sec-fetch-dest': 'iframe',
    };
    const outgoing = request({ host: '127.0.0.1', port, headers });
    outgoing.end();
    return await new Promise<string>((resolve, reject) => {
      outgoing.on('response', (answer) => text(answer).then(resolve, reject));
      outgoing.on('error', reject);
    });
  }
});

function isView(message: ServerMessage): boolean {
  return message.type === 'view.containers';
}
