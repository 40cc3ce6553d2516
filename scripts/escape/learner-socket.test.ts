import type { AddressInfo } from 'node:net';
import { encodeOutput } from '@drydock/protocol/codec';
import { afterEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { LearnerSocket } from './learner-socket.ts';

const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** A server that does this with each message; the socket of somebody who comes. */
async function meet(
  take: (socket: WebSocket, message: { type: string; request?: number }) => void,
) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  server.on('connection', (socket) => {
    socket.on('message', (data) => take(socket, JSON.parse(`${data}`)));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return new LearnerSocket({ url, session: 's', headers: {} });
}

test('a socket that is welcomed says hello first and gets the answer to its own request', async () => {
  const socket = await meet((server, { type, request }) => {
    if (type === 'hello') server.send('{"type":"welcome"}');
    else {
      server.send(JSON.stringify({ type: 'file.tree', request: 99, entries: ['of another'] }));
      server.send(JSON.stringify({ type: 'file.tree', request, entries: [], truncated: false }));
    }
  });
  expect(await socket.welcomed()).toBe(true);
  const tree = await socket.ask({ type: 'file.list' }, 'file.tree');
  expect(tree).toMatchObject({ type: 'file.tree', entries: [] });
  socket.close();
});

test('an error to a request is its answer', async () => {
  const socket = await meet((server, { type, request }) => {
    if (type === 'hello') server.send('{"type":"welcome"}');
    else server.send(JSON.stringify({ type: 'error', request, code: 'FILE_NOT_FOUND' }));
  });
  await socket.welcomed();
  const answer = await socket.ask({ type: 'file.read', path: 'x' }, 'file.content');
  expect(answer).toMatchObject({ type: 'error', code: 'FILE_NOT_FOUND' });
  socket.close();
});

test('a socket that is closed instead was not welcomed, and says why', async () => {
  const socket = await meet((server) => server.close(4404, 'not yours'));
  expect(await socket.welcomed()).toBe(false);
  expect(await socket.ended()).toBe('closed with 4404 not yours');
});

test('a refusal before the upgrade was no welcome either', async () => {
  const socket = new LearnerSocket({ url: 'http://127.0.0.1:1', session: 's', headers: {} });
  expect(await socket.welcomed()).toBe(false);
  expect(socket.closed).toContain('ECONNREFUSED');
});

test('output of terminals is gathered', async () => {
  const socket = await meet((server) => {
    const bytes = new TextEncoder().encode('words $ ');
    server.send(encodeOutput({ terminal: 'T1', position: 0, bytes }));
  });
  await socket.until('output', () => (socket.output === 'words $ ' ? true : undefined));
  socket.close();
});
