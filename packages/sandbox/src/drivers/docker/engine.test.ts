import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectEngine, statusOf, unlessMissing } from './engine.ts';

let folder: string;
let server: Server | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-engine-'));
});

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

async function engineThat(answer: RequestListener) {
  const socketPath = join(folder, 'engine.sock');
  server = createServer(answer).listen(socketPath);
  await once(server, 'listening');
  return connectEngine({ socketPath });
}

test('nobody at the socket: ENGINE_UNREACHABLE', async () => {
  const engine = connectEngine({ socketPath: join(folder, 'none.sock') });
  await expect(engine.call('ping', () => engine.docker.ping())).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
  });
});

test('an engine that hangs up: ENGINE_UNREACHABLE', async () => {
  const engine = await engineThat((request) => request.socket.destroy());
  await expect(engine.call('ping', () => engine.docker.ping())).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
  });
});

test('an engine that does not answer in time: ENGINE_TIMEOUT, saying at what', async () => {
  const engine = await engineThat(() => undefined);
  await expect(engine.call('ping', () => engine.docker.ping(), 30)).rejects.toMatchObject({
    code: 'ENGINE_TIMEOUT',
    message: 'The engine did not answer within 30 ms: ping.',
  });
});

test('a refusal of the engine keeps its status', async () => {
  const engine = await engineThat((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"no"}');
  });
  const inspect = () => engine.docker.getContainer('none').inspect();
  const error = await engine.call('look', inspect).catch((caught: unknown) => caught);
  expect(statusOf(error)).toBe(404);
  expect(await engine.call('look', () => unlessMissing(inspect()))).toBeUndefined();
});
