import { once } from 'node:events';
import {
  type ClientMessage,
  decodeOutput,
  PROTOCOL_VERSION,
  type ServerMessage,
  sessionInfoSchema,
} from '@drydock/protocol';
import type { FastifyInstance } from 'fastify';
import { onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type Learner, listen } from './app.ts';

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

/** A page's side of the socket, for tests: it keeps all that it is sent. */
export class TestPage {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly output = new Map<string, { first: number; bytes: Buffer }>();
  closed: { code: number; reason: string } | undefined;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (isBinary) this.#keep(data);
      else this.messages.push(JSON.parse(data.toString()));
    });
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  hello(positions: Record<string, number> = {}): void {
    const terminals = Object.entries(positions).map(([terminal, position]) => ({
      terminal,
      position,
    }));
    this.send({ type: 'hello', version: PROTOCOL_VERSION, terminals });
  }

  /** The first message of this type that fits, now or within some seconds. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    fits: (message: Of<Type>) => boolean = () => true,
  ): Promise<Of<Type>> {
    return await vi.waitFor(
      () => {
        const found = this.messages.find(
          (message): message is Of<Type> => message.type === type && fits(message as Of<Type>),
        );
        if (!found)
          throw new Error(`no ${type} in ${JSON.stringify(this.messages).slice(0, 2000)}`);
        return found;
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  /** Sends a request; resolves to the message with its number, whatever its type. */
  async ask(message: ClientMessage & { request?: number | undefined }): Promise<ServerMessage> {
    const answer = () =>
      this.messages.find((each) => 'request' in each && each.request === message.request);
    if (answer()) throw new Error(`Request ${message.request} has an answer already.`);
    this.send(message);
    return await vi.waitFor(
      () => {
        const found = answer();
        if (!found) throw new Error(`no answer to ${message.type}`);
        return found;
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  async printed(terminal: string, text: string): Promise<void> {
    await vi.waitFor(
      () => {
        const all = this.output.get(terminal)?.bytes.toString() ?? '';
        if (!all.includes(text)) throw new Error(`${terminal} printed ${JSON.stringify(all)}`);
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    return await vi.waitFor(
      () => {
        if (!this.closed) throw new Error('the socket is still open');
        return this.closed;
      },
      { timeout: 10_000, interval: 5 },
    );
  }

  #keep(data: Buffer): void {
    const { terminal, position, bytes } = decodeOutput(data);
    const known = this.output.get(terminal) ?? { first: position, bytes: Buffer.alloc(0) };
    if (known.first + known.bytes.length !== position) {
      throw new Error(`${terminal} has a gap before ${position}`);
    }
    this.output.set(terminal, { ...known, bytes: Buffer.concat([known.bytes, bytes]) });
  }
}

export interface PageOptions extends Partial<Learner> {
  readonly session: string;
  readonly origin?: string | null;
  readonly host?: string;
}

/** Opens a page's socket; rejects when the server does not upgrade. */
export async function openPage(app: FastifyInstance, options: PageOptions): Promise<TestPage> {
  const port = app.server.listening ? portOf(app) : await listen(app);
  const { session, cookie, host, origin = `http://127.0.0.1:${port}` } = options;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/sessions/${session}/socket`, {
    headers: { ...(cookie && { cookie }), ...(origin && { origin }), ...(host && { host }) },
  });
  const page = new TestPage(socket);
  onTestFinished(() => socket.terminate());
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return page;
}

/** Starts a session of a lab at a server that runs somewhere, and opens its page. */
export async function visitSession(
  address: URL,
  lab: string,
): Promise<{ page: TestPage; session: string }> {
  const answer = await fetch(new URL('/api/sessions', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lab }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { session } = sessionInfoSchema.parse(await answer.json());
  const socket = new WebSocket(`ws://${address.host}/api/sessions/${session}/socket`, {
    headers: { cookie, origin: address.origin },
  });
  const page = new TestPage(socket);
  await once(socket, 'open');
  return { page, session };
}

/** A page of a new session whose sandbox is ready. */
export async function readyPage(app: FastifyInstance, learner: Learner): Promise<TestPage> {
  const page = await openPage(app, learner);
  page.hello();
  const { snapshot } = await page.next('welcome');
  if (snapshot.sandbox.status !== 'ready') {
    await page.next('sandbox.status', ({ sandbox }) => sandbox.status === 'ready');
  }
  return page;
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
