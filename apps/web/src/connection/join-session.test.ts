import type { ClientMessage, ServerMessage, SessionSnapshot } from '@drydock/protocol';
import { encodeOutput } from '@drydock/protocol/codec';
import { problem } from '@drydock/protocol/problem';
import { PROTOCOL_VERSION } from '@drydock/protocol/version';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useChecks } from '../stores/checks-store.ts';
import { usePorts } from '../stores/ports-store.ts';
import { useSession } from '../stores/session-store.ts';
import { useTerminals } from '../stores/terminals-store.ts';
import { currentLine } from './current-session.ts';
import { joinSession } from './join-session.ts';

const ID = 'abcdefghij0123456789';

/** The browser's end of a socket that the test plays the server on. */
class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readonly sent: ClientMessage[] = [];
  readyState = 0;
  binaryType = '';
  url: string;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  drop(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }

  say(message: ServerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  output(text: string, position: number): void {
    const frame = encodeOutput({ terminal: 'T1', position, bytes: new TextEncoder().encode(text) });
    this.dispatchEvent(new MessageEvent('message', { data: frame.buffer }));
  }
}

vi.mock('partysocket/ws', () => ({
  default: vi.fn(function construct(url: string) {
    return new FakeSocket(url);
  }),
}));

let leave: () => void;
let socket: FakeSocket;

beforeEach(() => {
  FakeSocket.all = [];
  leave = joinSession(ID);
  [socket] = FakeSocket.all as [FakeSocket];
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

test('says hello first, and fills the page from the welcome', () => {
  expect(socket.url).toMatch(new RegExp(`^ws://.*/api/sessions/${ID}/socket$`));
  socket.open();
  expect(socket.sent).toEqual([{ type: 'hello', version: PROTOCOL_VERSION, terminals: [] }]);
  socket.say(welcome());
  expect(useSession.getState()).toMatchObject({
    connection: 'open',
    sandbox: { status: 'ready' },
    hub: { username: 'u' },
  });
  expect(useTerminals.getState()).toMatchObject({ tabs: [{ name: 'T1' }], active: 'T1' });
  expect(usePorts.getState().ports.map(({ port }) => port)).toEqual([80, 5001]);
  expect(useChecks.getState().checks.built?.outcome).toEqual({ outcome: 'pass' });
});

test('comes back with the positions that it has reached', () => {
  socket.open();
  socket.say(welcome());
  socket.output('hello', 0);
  socket.drop();
  expect(useSession.getState().connection).toBe('lost');
  socket.open();
  expect(socket.sent.at(-1)).toEqual({
    type: 'hello',
    version: PROTOCOL_VERSION,
    terminals: [{ terminal: 'T1', position: 5 }],
  });
});

test('drops keys while the line is down instead of saving them for a later program', () => {
  socket.open();
  socket.drop();
  const before = socket.sent.length;
  currentLine()?.client.send({ type: 'terminal.input', terminal: 'T1', data: 'y' });
  socket.open();
  expect(socket.sent.slice(before).map(({ type }) => type)).toEqual(['hello']);
});

test('ends when the server no longer knows the session', async () => {
  const answer = { error: problem('SESSION_NOT_FOUND') };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer), { status: 404 }));
  socket.drop();
  await vi.waitFor(() => expect(useSession.getState().ended?.code).toBe('SESSION_NOT_FOUND'));
  expect(socket.readyState).toBe(3);
});

test('keeps trying while the server is away', async () => {
  const fetched = vi.fn(async () => Promise.reject(new TypeError('refused')));
  vi.stubGlobal('fetch', fetched);
  socket.drop();
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
  await Promise.resolve();
  expect(useSession.getState().ended).toBeNull();
});

test('ends when the server speaks another version', () => {
  socket.open();
  socket.say({ type: 'error', ...problem('VERSION_MISMATCH') });
  expect(useSession.getState().ended?.code).toBe('VERSION_MISMATCH');
});

test('leaves nothing behind', () => {
  socket.open();
  socket.say(welcome());
  leave();
  expect(currentLine()).toBeNull();
  expect(useTerminals.getState().tabs).toEqual([]);
  expect(useSession.getState().session).toBeNull();
  expect(useChecks.getState().checks).toEqual({});
});

function welcome(): ServerMessage {
  const port = { containerPort: 80, container: 'web', url: 'http://x.localhost/' };
  const snapshot: SessionSnapshot = {
    session: ID,
    lab: 'custom-images',
    sandbox: { status: 'ready' },
    terminals: [{ terminal: 'T1', position: 0, sent: 0 }],
    ports: [
      { ...port, port: 5001 },
      { ...port, port: 80 },
    ],
    checks: { built: { outcome: 'pass' } },
    hub: { registry: 'docker.io', username: 'u', password: 'p' },
    notices: [],
    isolation: 'rootless',
  };
  return { type: 'welcome', version: PROTOCOL_VERSION, snapshot };
}
