import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { dockerHubAnswers } from './docker-hub.ts';

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test('any answer counts, a refusal too', async () => {
  const address = await listen((_request, response) => response.writeHead(401).end('{}'));
  expect(await dockerHubAnswers(undefined, { address })).toBe(true);
});

test('a connection that is reset is no answer', async () => {
  const address = await listen((request) => request.socket.resetAndDestroy());
  expect(await dockerHubAnswers(undefined, { address })).toBe(false);
});

test('nobody at all is no answer', async () => {
  const address = await listen(() => undefined);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect(await dockerHubAnswers(undefined, { address })).toBe(false);
});

test('silence is no answer, after the limit', async () => {
  const address = await listen(() => undefined);
  expect(await dockerHubAnswers(undefined, { address, limit: 50 })).toBe(false);
});

test('an abort is handed on with its reason', async () => {
  const controller = new AbortController();
  const address = await listen(() => controller.abort(new Error('stopped')));
  await expect(dockerHubAnswers(controller.signal, { address })).rejects.toThrow('stopped');
});

async function listen(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`;
}
