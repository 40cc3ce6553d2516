import { type ClientMessage, PROTOCOL_VERSION, problem } from '@drydock/protocol';
import type { Release } from '@drydock/sandbox';
import type { FastifyBaseLogger } from 'fastify';
import { toProblem } from '../failure.ts';
import type { SessionEvent } from '../session/events.ts';
import type { Session } from '../session/session.ts';
import { ExpectedEvents } from './expected-events.ts';
import { OutputReaders } from './output-readers.ts';
import { Requests } from './requests.ts';
import { WatchedViews } from './watched-views.ts';
import { CLOSE, readMessage, type Wire } from './wire.ts';

const HELLO_LIMIT_MS = 10_000;

type Hello = Extract<ClientMessage, { type: 'hello' }>;

/** One page that watches a session. Knows messages, not sockets: `receive` and `close` are called by who has the socket. */
export class Connection {
  readonly #session: Session;
  readonly #wire: Wire;
  readonly #logger: FastifyBaseLogger;
  readonly #expected = new ExpectedEvents();
  readonly #readers: OutputReaders;
  readonly #views: WatchedViews;
  readonly #requests: Requests;
  readonly #helloTimer: NodeJS.Timeout;
  #unsubscribe: Release | undefined;

  constructor(options: { session: Session; wire: Wire; logger: FastifyBaseLogger }) {
    const { session, wire, logger } = options;
    this.#session = session;
    this.#wire = wire;
    this.#logger = logger;
    this.#readers = new OutputReaders(wire);
    this.#views = new WatchedViews(session, wire);
    const [expected, readers, views] = [this.#expected, this.#readers, this.#views];
    this.#requests = new Requests({ session, wire, readers, views, expected, logger });
    this.#helloTimer = setTimeout(
      () => wire.end(CLOSE.noHello, problem('BAD_MESSAGE', 'no hello came')),
      HELLO_LIMIT_MS,
    );
  }

  /** A whole message from the page. Bad ones get an error, and the session lives. */
  receive(data: Buffer, isBinary: boolean): void {
    const read = isBinary ? { message: undefined, request: undefined } : readMessage(`${data}`);
    if (!read.message) {
      this.#logger.info({ bytes: data.length }, 'a message could not be understood');
      this.#wire.sendProblem(problem('BAD_MESSAGE'), read.request);
      return;
    }
    try {
      this.#take(read.message);
    } catch (error) {
      // Thrown out of a socket's listener it would end the process, and everybody's session with it.
      this.#logger.error({ err: error }, `${read.message.type} failed`);
      this.#wire.sendProblem(toProblem(error));
    }
  }

  close(): void {
    clearTimeout(this.#helloTimer);
    this.#session.ended.removeEventListener('abort', this.#onEnd);
    this.#unsubscribe?.();
    this.#readers.releaseAll();
    this.#views.releaseAll();
  }

  #take(message: ClientMessage): void {
    if (message.type === 'hello') this.#welcome(message);
    else if (this.#unsubscribe) this.#requests.take(message);
    else this.#wire.sendProblem(problem('BAD_MESSAGE', 'hello must come first'));
  }

  /** Everything in one turn: nothing can happen between the snapshot and the subscription. */
  #welcome(hello: Hello): void {
    clearTimeout(this.#helloTimer);
    if (hello.version !== PROTOCOL_VERSION) {
      this.#wire.end(CLOSE.otherVersion, problem('VERSION_MISMATCH'));
      return;
    }
    this.#unsubscribe?.();
    const positions = new Map(hello.terminals.map((each) => [each.terminal, each.position]));
    const resumed = this.#session.terminals.map((terminal) => ({
      terminal,
      position: terminal.resumeAt(positions.get(terminal.name) ?? 0),
    }));
    const snapshot = this.#session.snapshot();
    this.#wire.send({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      snapshot: {
        ...snapshot,
        terminals: resumed.map(({ terminal: { name, sent }, position }) => ({
          terminal: name,
          position,
          sent,
        })),
      },
    });
    this.#unsubscribe = this.#session.subscribe((event) => this.#pass(event));
    for (const { terminal, position } of resumed) this.#readers.attach(terminal, position);
    if (this.#session.ended.aborted) this.#onEnd();
    else this.#session.ended.addEventListener('abort', this.#onEnd);
  }

  readonly #onEnd = () => this.#wire.end(CLOSE.sessionEnded, problem('SESSION_NOT_FOUND'));

  /** An event that this page asked for goes out as the answer. */
  #pass(event: SessionEvent): void {
    const requests = this.#expected.take(eventKey(event));
    if (requests.length === 0) this.#wire.send(event);
    for (const request of requests) this.#wire.send({ ...event, request } as SessionEvent);
    if (event.type === 'terminal.opened') {
      this.#readers.attach(this.#session.terminal(event.terminal), event.position);
    } else if (event.type === 'terminal.closed') {
      this.#readers.release(event.terminal);
    }
  }
}

function eventKey(event: SessionEvent): string {
  switch (event.type) {
    case 'terminal.opened':
    case 'terminal.closed':
      return `${event.type} ${event.terminal}`;
    case 'check.result':
      return `${event.type} ${event.check}`;
    case 'sandbox.status':
    case 'sandbox.notice':
    case 'ports.changed':
    case 'file.changed':
    case 'file.tree-changed':
    case 'checks.forgotten':
    case 'session.time':
    case 'lab.changed':
    case 'preview.seen':
      return event.type;
  }
}
