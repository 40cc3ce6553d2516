import type { IncomingMessage } from 'node:http';
import { type ClientMessage, PROTOCOL_VERSION, type ServerMessage } from '@drydock/protocol';
import { decodeOutput } from '@drydock/protocol/codec';
import WebSocket from 'ws';

const LIMIT_MS = 60_000;

type Of<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;
type Numbered = Extract<ClientMessage, { request?: number | undefined }>;

export interface SocketRequest {
  /** Of the server, without a slash at its end. */
  readonly url: string;
  readonly session: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a page has: a WebSocket to a session, and all that came over it. */
export class LearnerSocket {
  readonly raw: WebSocket;
  readonly messages: ServerMessage[] = [];
  /** Output of all terminals. */
  output = '';
  /** Why it was refused or closed; undefined while it is open. */
  closed: string | undefined;
  #request = 0;
  #changed: (() => void)[] = [];

  constructor({ url, session, headers }: SocketRequest) {
    const address = `${url.replace(/^http/, 'ws')}/api/sessions/${session}/socket`;
    this.raw = new WebSocket(address, { headers, perMessageDeflate: false });
    this.raw.on('open', () =>
      this.send({ type: 'hello', version: PROTOCOL_VERSION, terminals: [] }),
    );
    this.raw.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.output += Buffer.from(decodeOutput(data).bytes).toString();
      else this.messages.push(JSON.parse(`${data}`) as ServerMessage);
      this.#wake();
    });
    this.raw.on('unexpected-response', (_request, answer: IncomingMessage) => {
      answer.resume();
      this.#close(`HTTP ${answer.statusCode}`);
    });
    this.raw.on('error', (error) => this.#close(error.message));
    this.raw.on('close', (code, reason) => this.#close(`closed with ${code} ${reason}`.trim()));
  }

  send(message: ClientMessage): void {
    this.raw.send(JSON.stringify(message));
  }

  /** The answer to a message, or the error to it. */
  async ask<Type extends ServerMessage['type']>(
    message: Numbered,
    answer: Type,
  ): Promise<Of<Type> | Of<'error'>> {
    this.#request += 1;
    const request = this.#request;
    this.send({ ...message, request });
    return (await this.until(
      `the answer to ${message.type}`,
      () =>
        this.messages.find(
          (each) =>
            (each.type === answer || each.type === 'error') &&
            'request' in each &&
            each.request === request,
        ) as Of<Type> | Of<'error'> | undefined,
    )) as Of<Type> | Of<'error'>;
  }

  /** Waits until something that came is there. Rejects with an Error after a minute, or when the socket is closed. */
  async until<T>(what: string, find: () => T | undefined): Promise<T> {
    const late = Date.now() + LIMIT_MS;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.closed !== undefined) throw new Error(`${what}: the socket ${this.closed}`);
      if (Date.now() > late) throw new Error(`${what}: nothing came within ${LIMIT_MS / 1000} s`);
      await new Promise<void>((resolve) => {
        this.#changed.push(resolve);
        setTimeout(resolve, 500).unref();
      });
    }
  }

  /** Resolves when it was welcomed (true) or refused (false). */
  async welcomed(): Promise<boolean> {
    try {
      await this.until('a welcome', () => this.messages.find(({ type }) => type === 'welcome'));
      return true;
    } catch (error) {
      if (this.closed === undefined) throw error;
      return false;
    }
  }

  async ended(): Promise<string> {
    return this.until('the end of the socket', () => this.closed).catch((error) => {
      if (this.closed === undefined) throw error;
      return this.closed;
    });
  }

  close(): void {
    this.raw.terminate();
  }

  #close(how: string): void {
    this.closed ??= how;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#changed;
    this.#changed = [];
    for (const resolve of waiting) resolve();
  }
}
