import {
  type ClientMessage,
  clientMessageSchema,
  encodeOutput,
  type Problem,
  problem,
  type ServerMessage,
} from '@drydock/protocol';
import { WebSocket } from 'ws';
import type { OutputSlice } from '../session/output-log.ts';
import { FrameMemory } from './frame-memory.ts';

/** Why the server closes a socket. From 4000 on they are ours; a page need not know them, the error before says it in words. */
export const CLOSE = {
  goingAway: 1001,
  tooLarge: 1009,
  noSession: 4404,
  noHello: 4408,
  otherVersion: 4409,
  sessionEnded: 4410,
} as const;

/** Three of the largest answers and every terminal's window: a page that is further behind is not reading at all. */
const MAX_BUFFERED_BYTES = 24 * 1024 * 1024;

/** What is shorter is not worth memory of its own. */
const LARGE_OUTPUT_BYTES = 1024;

/** Of all sockets. */
const frames = new FrameMemory();

/** A socket that says in words that a message was too large; ws itself closes with the bare number. */
export class AppSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === CLOSE.tooLarge && reason === undefined) {
      const what = problem('MESSAGE_TOO_LARGE');
      if (this.readyState === WebSocket.OPEN) this.send(JSON.stringify({ type: 'error', ...what }));
      super.close(code, what.message);
      return;
    }
    super.close(code, reason);
  }
}

/** Typed sending on one socket. What a closed socket is given is dropped: the page asks again when it is back. */
export class Wire {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(message: ServerMessage): void {
    this.#transmit(JSON.stringify(message));
  }

  /** Resolves when it has left the process, or never will. */
  sendThrough(message: ServerMessage): Promise<void> {
    return new Promise((resolve) => this.#transmit(JSON.stringify(message), resolve));
  }

  sendOutput(terminal: string, { position, bytes }: OutputSlice): void {
    if (bytes.length < LARGE_OUTPUT_BYTES) {
      this.#transmit(encodeOutput({ terminal, position, bytes }));
      return;
    }
    const memory = frames.take();
    const frame = encodeOutput({ terminal, position, bytes }, memory);
    this.#transmit(frame, () => frames.give(memory));
  }

  sendProblem(what: Problem, request?: number): void {
    this.send({ type: 'error', ...(request !== undefined && { request }), ...what });
  }

  /** Says why and closes. */
  end(code: (typeof CLOSE)[keyof typeof CLOSE], what: Problem): void {
    this.sendProblem(what);
    this.#socket.close(code, what.message);
  }

  #transmit(data: string | Uint8Array, done: () => void = () => undefined): void {
    if (this.#socket.readyState !== WebSocket.OPEN) {
      done();
      return;
    }
    if (this.#socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      // A close frame would wait behind all of it.
      this.#socket.terminate();
      done();
      return;
    }
    this.#socket.send(data, () => done());
  }
}

/** What a text says, or undefined with the request's number if that much could be read. */
export function readMessage(
  text: string,
): { message: ClientMessage } | { message: undefined; request: number | undefined } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Not JSON: there is nothing to say about it but that.
    return { message: undefined, request: undefined };
  }
  const read = clientMessageSchema.safeParse(json);
  return read.success ? { message: read.data } : { message: undefined, request: requestOf(json) };
}

function requestOf(json: unknown): number | undefined {
  if (typeof json !== 'object' || json === null || !('request' in json)) return undefined;
  const { request } = json;
  return typeof request === 'number' && Number.isInteger(request) && request >= 0
    ? request
    : undefined;
}
