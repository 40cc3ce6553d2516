import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type Learner, listen, startSession, testApp } from '../testing/app.ts';
import { fakeEngine } from '../testing/engine.ts';
import { readyPage, type TestPage } from '../testing/page.ts';

// Real shells on a box that may be busy with other tests.
vi.setConfig({ testTimeout: 20_000 });

/** A learner's app on a free port of this machine. */
async function learnersApp(handler: (request: IncomingMessage) => Record<string, string>) {
  const server: Server = createServer((incoming, answer) => {
    answer.writeHead(200, handler(incoming));
    answer.end(`${incoming.method} ${incoming.url} ${JSON.stringify(incoming.headers)}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return { server, port: address.port };
}

interface Visit {
  readonly host: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
}

async function visit(port: number, { host, path = '/', headers = {} }: Visit) {
  const outgoing = request({ host: '127.0.0.1', port, path, headers: { host, ...headers } });
  outgoing.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

async function ready(): Promise<{
  app: FastifyInstance;
  port: number;
  learner: Learner;
  page: TestPage;
  driver: Awaited<ReturnType<typeof testApp>>['driver'];
}> {
  const { app, driver } = await testApp();
  const port = await listen(app);
  const learner = await startSession(app);
  const page = await readyPage(app, learner);
  return { app, port, learner, page, driver };
}

test('passes requests on to the port of the sandbox, with the host that the browser sees', async () => {
  const { port, learner, driver } = await ready();
  const inner = await learnersApp(() => ({ 'set-cookie': 'a=1; Domain=localhost; Path=/' }));
  driver.publish(learner.session, 5001, { at: inner.port });
  const host = `5001--${learner.session}.localhost:${port}`;
  const answer = await visit(port, {
    host,
    path: '/echo?x=1',
    headers: { cookie: `b=2; ${learner.cookie}; c=3`, authorization: 'Basic app' },
  });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatch(/^GET \/echo\?x=1 /);
  const seen = JSON.parse(answer.body.slice('GET /echo?x=1 '.length));
  expect(seen).toMatchObject({ host, cookie: 'b=2; c=3', authorization: 'Basic app' });
  expect(answer.headers['set-cookie']).toEqual(['a=1; Path=/']);
  expect(answer.headers['content-security-policy']).toBeUndefined();
});

test('passes WebSockets on', async () => {
  const { port, learner, driver } = await ready();
  const inner = await learnersApp(() => ({}));
  const sockets = new WebSocketServer({ server: inner.server });
  sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`you: ${data}`)));
  driver.publish(learner.session, 3000, { at: inner.port });
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`, {
    headers: { host: `3000--${learner.session}.localhost:${port}` },
  });
  onTestFinished(() => socket.terminate());
  socket.on('open', () => socket.send('hi'));
  const said = await new Promise((resolve, reject) => {
    socket.on('message', (data) => resolve(String(data)));
    socket.on('error', reject);
  });
  expect(said).toBe('you: hi');
});

test('a port that nothing answers on gets a page that looks again', async () => {
  const { port, learner } = await ready();
  const closed = await learnersApp(() => ({}));
  await new Promise((resolve) => closed.server.close(resolve));
  const host = `${closed.port}--${learner.session}.localhost:${port}`;
  const page = await visit(port, { host, headers: { accept: 'text/html' } });
  expect(page.status).toBe(502);
  expect(page.body).toContain(`No container publishes port ${closed.port} now.`);
  expect(page.body).toContain('http-equiv="refresh"');
  const program = await visit(port, { host });
  expect(JSON.parse(program.body)).toMatchObject({ error: { code: 'PREVIEW_REFUSED' } });
});

const FRAME = { accept: 'text/html', 'sec-fetch-dest': 'iframe' };

test('the page is told what its frame shows, where that was sent on to, and of nothing else', async () => {
  const { port, learner, page, driver } = await ready();
  const inner = await learnersApp(() => ({}));
  inner.server.removeAllListeners('request');
  inner.server.on('request', (incoming, answer) => {
    const isOld = incoming.url === '/old';
    answer.writeHead(isOld ? 302 : 404, isOld ? { location: '/new?x=1' } : {}).end();
  });
  driver.publish(learner.session, 5001, { at: inner.port });
  const host = `5001--${learner.session}.localhost:${port}`;
  await visit(port, { host, path: '/style.css', headers: { 'sec-fetch-dest': 'style' } });
  await visit(port, { host, path: '/tab', headers: { 'sec-fetch-dest': 'document' } });
  await visit(port, { host, path: '/old', headers: FRAME });
  await visit(port, { host, path: '/new?x=1', headers: FRAME });
  await page.next('preview.seen');
  expect(page.messages.filter(({ type }) => type === 'preview.seen')).toEqual([
    { type: 'preview.seen', port: 5001, path: '/new?x=1', state: { type: 'shown' } },
  ]);
});

test('an app on its container’s localhost: the page is told, and a tab says it in its language', async () => {
  // This test's process stands for the container's first, and its network for the container's.
  await fakeEngine(`
    case "$*" in
      *containers/web/json*) echo '{"State":{"Pid":${process.pid}}}' ;;
    esac`);
  const { port, learner, page, driver } = await ready();
  const inside = await learnersApp(() => ({}));
  const closed = await learnersApp(() => ({}));
  await new Promise((resolve) => closed.server.close(resolve));
  const where = { container: 'web', containerPort: inside.port };
  driver.publish(learner.session, 5001, { at: closed.port, ...where });
  await page.next('ports.changed', ({ ports }) => ports.length === 1);
  const host = `5001--${learner.session}.localhost:${port}`;
  const framed = await visit(port, { host, headers: FRAME });
  expect(framed.status).toBe(502);
  const { state } = await page.next('preview.seen');
  expect(state).toEqual({ type: 'localhost-only', ...where });
  const japanese = { accept: 'text/html', 'accept-language': 'ja,en;q=0.8' };
  const tab = await visit(port, { host, headers: japanese });
  expect(tab.body).toContain('<html lang="ja">');
  expect(tab.body).toContain('公開するには 0.0.0.0 が必要です');
  expect(tab.body).toContain(`flask run --host=0.0.0.0 --port=${inside.port}`);
  expect(page.messages.filter(({ type }) => type === 'preview.seen')).toHaveLength(1);
});

test('a WebSocket that leads nowhere is refused, and the server lives', async () => {
  const { port, learner } = await ready();
  const closed = await learnersApp(() => ({}));
  await new Promise((resolve) => closed.server.close(resolve));
  for (const name of [`${closed.port}--${learner.session}`, `80--${'x'.repeat(20)}`, 'odd']) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, {
      headers: { host: `${name}.localhost:${port}` },
    });
    const error = await new Promise<Error>((resolve) => socket.on('error', resolve));
    expect(error.message).toMatch(/50[02]|404|hang up/);
  }
  expect((await visit(port, { host: `localhost:${port}`, path: '/api/labs' })).status).toBe(200);
});

test.each([
  [`5001--${'x'.repeat(20)}.localhost`],
  ['5001--short.localhost'],
  ['99999--aaaaaaaaaaaaaaaaaaaa.localhost'],
  ['anything.localhost'],
  [`0--${'x'.repeat(20)}.localhost`],
])('%s leads nowhere, least of all to the app', async (name) => {
  const { port } = await ready();
  const host = `${name}:${port}`;
  const answer = await visit(port, { host, path: '/api/labs', headers: { accept: 'text/html' } });
  expect(answer.status).toBe(404);
  expect(answer.body).toContain('SESSION_NOT_FOUND');
  expect(answer.headers['set-cookie']).toBeUndefined();
});

test('a stopped sandbox says so', async () => {
  const { port, learner, driver } = await ready();
  // The next one is there a moment after each death, until it is given up.
  for (let times = 1; times <= 4; times += 1) {
    await vi.waitFor(() => driver.kill(learner.session));
  }
  const host = `80--${learner.session}.localhost:${port}`;
  const answer = await vi.waitFor(async () => {
    const each = await visit(port, { host, headers: { accept: 'text/html' } });
    expect(each.status).toBe(410);
    return each;
  });
  expect(answer.body).toContain('The sandbox has stopped.');
});

test('the app’s own socket is not behind a preview’s name', async () => {
  const { port, learner } = await ready();
  const host = `1--${learner.session}.localhost:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/sessions/${learner.session}/socket`, {
    headers: { host, origin: `http://${host}`, cookie: learner.cookie },
  });
  const error = await new Promise<Error>((resolve, reject) => {
    socket.on('error', resolve);
    socket.on('open', () => reject(new Error('it was let in')));
  });
  expect(error.message).toMatch(/502|hang up/);
});

test('an app that breaks off in the middle ends that answer and nothing else', async () => {
  const { port, learner, driver } = await ready();
  const inner = await learnersApp(() => ({}));
  inner.server.removeAllListeners('request');
  inner.server.on('request', (_incoming, answer) => {
    answer.writeHead(200, { 'content-length': '1000' });
    answer.write('half', () => answer.destroy());
  });
  const sockets = new WebSocketServer({ server: inner.server });
  sockets.on('connection', (socket) => socket.terminate());
  driver.publish(learner.session, 5001, { at: inner.port });
  const host = `5001--${learner.session}.localhost:${port}`;
  await expect(visit(port, { host })).rejects.toThrow();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers: { host } });
  await new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined));
  expect((await visit(port, { host: `localhost:${port}`, path: '/api/labs' })).status).toBe(200);
});
