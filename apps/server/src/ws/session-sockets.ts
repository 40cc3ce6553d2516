import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { MAX_MESSAGE_BYTES, problem } from '@drydock/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { learnerFrom } from '../routes/learner.ts';
import type { SessionRegistry } from '../session/registry.ts';
import type { Session } from '../session/session.ts';
import { Connection } from './connection.ts';
import { AppSocket, CLOSE, Wire } from './wire.ts';

/** A page that has not answered a ping by the next one is gone: a lid was closed, a cable pulled. */
const PING_EVERY_MS = 30_000;

export interface SessionSocketsOptions {
  readonly sessions: SessionRegistry;
  readonly logger: FastifyBaseLogger;
  readonly parseCookies: (header: string) => Record<string, string | undefined>;
}

/** The sockets of all pages. */
export class SessionSockets {
  readonly #options: SessionSocketsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    WebSocket: AppSocket,
    clientTracking: true,
  });
  readonly #answering = new WeakSet<WebSocket>();
  readonly #pings: NodeJS.Timeout;

  constructor(options: SessionSocketsOptions) {
    this.#options = options;
    this.#pings = setInterval(() => this.#ping(), PING_EVERY_MS);
    this.#pings.unref();
  }

  /** Takes over an upgraded connection. A session that is not the learner's gets its error on the socket, where pages can read it. */
  accept(request: IncomingMessage, connection: { socket: Duplex; head: Buffer; id: string }): void {
    const { socket, head, id } = connection;
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      const session = this.#sessionOf(request, id);
      const logger = this.#options.logger.child({ session: id });
      webSocket.on('error', (error) => logger.warn({ err: error }, 'a socket failed'));
      if (session) this.#serve(webSocket, session, logger);
      else new Wire(webSocket).end(CLOSE.noSession, problem('SESSION_NOT_FOUND'));
    });
  }

  /** Says goodbye to every page; they come back when the server does. */
  close(): void {
    clearInterval(this.#pings);
    for (const socket of this.#server.clients) {
      socket.close(CLOSE.goingAway, 'The server is stopping.');
    }
    this.#server.close();
  }

  /** Listeners first, in this very turn: a page's hello may be here already. */
  #serve(socket: WebSocket, session: Session, logger: FastifyBaseLogger): void {
    const connection = new Connection({ session, wire: new Wire(socket), logger });
    socket.on('message', (data, isBinary) => connection.receive(asBuffer(data), isBinary));
    socket.on('close', () => connection.close());
    socket.on('pong', () => this.#answering.add(socket));
    this.#answering.add(socket);
  }

  #sessionOf(request: IncomingMessage, id: string): Session | undefined {
    const learner = learnerFrom(this.#options.parseCookies(request.headers.cookie ?? ''));
    const session = this.#options.sessions.find(id);
    return session && session.learner === learner ? session : undefined;
  }

  #ping(): void {
    for (const socket of this.#server.clients) {
      if (this.#answering.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }
}

/** ws gives one Buffer unless it is told otherwise; its type allows for the rest. */
function asBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
