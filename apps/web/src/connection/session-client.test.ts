import type { ClientMessage } from '@drydock/protocol';
import { problem } from '@drydock/protocol/problem';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSessionClient } from './session-client.ts';

let sent: ClientMessage[];
let isUp: boolean;

beforeEach(() => {
  sent = [];
  isUp = true;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('every answer goes to whoever asked, in whatever order they come', async () => {
  const client = makeClient();
  const first = client.request({ type: 'file.read', path: 'a' });
  const second = client.request({ type: 'file.read', path: 'b' });
  const [a, b] = sent.map((message) => ('request' in message ? message.request : undefined));
  client.settle({ type: 'file.content', request: b, path: 'b', text: 'B', version: '2' });
  client.settle({ type: 'file.content', request: a, path: 'a', text: 'A', version: '1' });
  expect((await first).text).toBe('A');
  expect((await second).text).toBe('B');
});

test('an error with a request number is its answer; one without is for the page', async () => {
  const client = makeClient();
  const reading = client.request({ type: 'file.read', path: '../x' });
  const refused = problem('PATH_OUTSIDE_WORKSPACE');
  expect(client.settle({ type: 'error', ...refused })).toBe(false);
  expect(client.settle({ type: 'error', request: 1, ...refused })).toBe(true);
  await expect(reading).rejects.toMatchObject({ problem: refused });
});

test('an error to a request that nobody waits for any more is for the page', () => {
  expect(makeClient().settle({ type: 'error', request: 77, ...problem('INTERNAL') })).toBe(false);
});

test('a request without an answer fails in time, and its late answer harms nobody', async () => {
  const client = makeClient();
  const listing = client.request({ type: 'file.list' });
  const failed = expect(listing).rejects.toMatchObject({ problem: { code: 'ENGINE_TIMEOUT' } });
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  client.settle({ type: 'file.tree', request: 1, entries: [], truncated: false });
});

test('a request fails at once when the line is down, and when it goes down', async () => {
  const client = makeClient();
  const waiting = client.request({ type: 'file.list' });
  client.disconnected();
  await expect(waiting).rejects.toMatchObject({ problem: { code: 'CONNECTION_LOST' } });
  isUp = false;
  await expect(client.request({ type: 'file.list' })).rejects.toMatchObject({
    problem: { code: 'CONNECTION_LOST' },
  });
  expect(vi.getTimerCount()).toBe(0);
});

function makeClient() {
  return createSessionClient((message) => {
    if (isUp) sent.push(message);
    return isUp;
  });
}
