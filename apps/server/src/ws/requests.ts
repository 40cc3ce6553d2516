import {
  type ClientMessage,
  ERRORS,
  MAX_FILE_BYTES,
  MAX_TERMINAL_INPUT_BYTES,
  type ServerMessage,
} from '@drydock/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { Failure, toProblem } from '../failure.ts';
import type { Session } from '../session/session.ts';
import type { ExpectedEvents } from './expected-events.ts';
import { type FileRequest, fileAnswer } from './file-answers.ts';
import { Lane } from './lane.ts';
import type { OutputReaders } from './output-readers.ts';
import type { WatchedViews } from './watched-views.ts';
import type { Wire } from './wire.ts';

/** More than a page ever has waiting; what comes beyond is refused, so that memory stays bounded. */
const WAITING_TERMINAL_MESSAGES = { count: 2000, bytes: 4 * 1024 * 1024 };
const WAITING_FILE_MESSAGES = { count: 100, bytes: 4 * MAX_FILE_BYTES };
const WAITING_CHECKS = 20;
const WAITING_ACTS = 10;
const WAITING_SEARCHES = { count: 3, bytes: 1 };
const WAITING_SUGGESTIONS = { count: 10, bytes: 1 };

type Request = Exclude<ClientMessage, { type: 'hello' }>;
type Of<Type extends Request['type']> = Extract<Request, { type: Type }>;

export interface RequestsOptions {
  readonly session: Session;
  readonly wire: Wire;
  readonly readers: OutputReaders;
  readonly views: WatchedViews;
  readonly expected: ExpectedEvents;
  readonly logger: FastifyBaseLogger;
}

/**
 * Carries out what one page asks for. Each kind is done in its order, and no kind waits for another: a slow check
 * or a slow file must not hold up a key.
 */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #terminals = new Lane(WAITING_TERMINAL_MESSAGES);
  readonly #sizes = new Lane(WAITING_TERMINAL_MESSAGES);
  readonly #files = new Lane(WAITING_FILE_MESSAGES);
  readonly #searches = new Lane(WAITING_SEARCHES);
  readonly #suggestions = new Lane(WAITING_SUGGESTIONS);
  #checks = 0;
  #acts = 0;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  take(message: Request): void {
    const { session, wire, readers, views } = this.#options;
    switch (message.type) {
      case 'terminal.acknowledge':
        readers.acknowledge(message.terminal, message.position);
        break;
      case 'terminal.open':
        this.#queue(this.#terminals, message, () => this.#openTerminal(message));
        break;
      case 'terminal.input':
        this.#queue(this.#terminals, message, () => this.#type(message));
        break;
      case 'terminal.resize':
        // Found in the order of the keys, done aside: an engine that is slow to resize still takes keys.
        this.#queue(this.#terminals, message, async () => {
          const terminal = session.terminal(message.terminal);
          const { columns, rows } = message;
          this.#queue(this.#sizes, message, () => terminal.resize(columns, rows));
        });
        break;
      case 'terminal.close':
        this.#queue(this.#terminals, message, () => this.#closeTerminal(message));
        break;
      case 'file.list':
      case 'file.read':
      case 'file.write':
      case 'folder.create':
      case 'file.move':
      case 'file.delete':
        this.#queue(this.#files, message, () => this.#answerFile(message));
        break;
      case 'file.search':
        this.#queue(this.#searches, message, () => this.#answerFile(message));
        break;
      case 'check.run':
        this.#runCheck(message);
        break;
      case 'sandbox.suggest':
        this.#queue(this.#suggestions, message, async () => {
          const suggestions = await session.suggestions();
          wire.send({ type: 'sandbox.suggestions', ...suggestions, ...numbered(message) });
        });
        break;
      case 'sandbox.reset':
        this.#attempt(message, async () => session.start());
        break;
      case 'sandbox.pause':
        this.#attempt(message, () => session.pause());
        break;
      case 'sandbox.resume':
        this.#attempt(message, () => session.resume());
        break;
      case 'checks.forget':
        this.#attempt(message, async () => {
          const { checks } = message;
          session.forgetChecks(checks);
          wire.send({ type: 'checks.forgotten', checks, ...numbered(message) });
        });
        break;
      case 'session.extend':
        this.#attempt(message, async () => session.clock.extend());
        break;
      case 'container.act':
        this.#aside(message, async () => {
          const { container, act } = message;
          await session.containers.act({ container, act });
          wire.send({ type: 'container.acted', container, act, ...numbered(message) });
        });
        break;
      case 'hub.delete':
        this.#aside(message, async () => {
          const { repository, tag } = message;
          await session.hub.deleteTag({ repository, tag });
          wire.send({ type: 'hub.deleted', repository, tag, ...numbered(message) });
        });
        break;
      case 'view.watch':
        this.#attempt(message, async () => views.set(message.view, message.on));
        break;
    }
  }

  async #answerFile(message: FileRequest): Promise<void> {
    const { session, wire } = this.#options;
    const answer = await fileAnswer(session.files, message);
    await wire.sendThrough({ ...answer, ...numbered(message) });
  }

  async #openTerminal(message: Of<'terminal.open'>): Promise<void> {
    const { session, readers } = this.#options;
    const { terminal, columns, rows } = message;
    await this.#expecting(message, `terminal.opened ${terminal}`, async () => {
      await session.openTerminal({ name: terminal, columns, rows });
      return { type: 'terminal.opened', terminal, position: readers.next(terminal) };
    });
  }

  async #closeTerminal(message: Of<'terminal.close'>): Promise<void> {
    const { terminal } = message;
    await this.#expecting(message, `terminal.closed ${terminal}`, async () => {
      await this.#options.session.closeTerminal(terminal);
      return { type: 'terminal.closed', terminal };
    });
  }

  #runCheck(message: Of<'check.run'>): void {
    if (this.#checks >= WAITING_CHECKS) {
      this.#fail(message, new Failure('RATE_LIMITED'));
      return;
    }
    this.#checks += 1;
    const { check } = message;
    this.#expecting(message, `check.result ${check}`, async () => {
      const result = await this.#options.session.runCheck(check);
      return { type: 'check.result', check, result };
    })
      .catch((error) => this.#fail(message, error))
      .finally(() => {
        this.#checks -= 1;
      });
  }

  async #type({ terminal, data }: Of<'terminal.input'>): Promise<void> {
    if (Buffer.byteLength(data) > MAX_TERMINAL_INPUT_BYTES) throw new Failure('MESSAGE_TOO_LARGE');
    await this.#options.session.typeInto(terminal, data);
  }

  /** Does what an event will answer, and answers itself if none did. */
  async #expecting(
    message: Request,
    event: string,
    work: () => Promise<ServerMessage>,
  ): Promise<void> {
    const { wire, expected } = this.#options;
    const { request } = numbered(message);
    if (request !== undefined) expected.expect(event, request);
    let answer: ServerMessage | undefined;
    try {
      answer = await work();
    } finally {
      const isOpen = request !== undefined && expected.forget(event, request);
      if (isOpen && answer) wire.send({ ...answer, request } as ServerMessage);
    }
  }

  #queue(lane: Lane, message: Request, work: () => Promise<void>): void {
    const isTaken = lane.add(
      () => work().catch((error) => this.#fail(message, error)),
      heldBytes(message),
    );
    if (!isTaken) this.#fail(message, new Failure('RATE_LIMITED'));
  }

  /** For what may take its time: several at once, and none holds up another. */
  #aside(message: Request, work: () => Promise<void>): void {
    if (this.#acts >= WAITING_ACTS) {
      this.#fail(message, new Failure('RATE_LIMITED'));
      return;
    }
    this.#acts += 1;
    work()
      .catch((error) => this.#fail(message, error))
      .finally(() => {
        this.#acts -= 1;
      });
  }

  #attempt(message: Request, work: () => Promise<void>): void {
    work().catch((error) => this.#fail(message, error));
  }

  #fail(message: Request, error: unknown): void {
    const { wire, logger } = this.#options;
    const what = toProblem(error);
    const level = ERRORS[what.code].status >= 500 ? 'error' : 'info';
    logger[level]({ err: error, code: what.code }, `${message.type} failed: ${what.message}`);
    wire.sendProblem(what, numbered(message).request);
  }
}

function heldBytes(message: Request): number {
  switch (message.type) {
    case 'file.write':
      return message.text.length;
    case 'terminal.input':
      return message.data.length;
    default:
      return 0;
  }
}

/** The request's number, for an answer; nothing where there is none. */
function numbered(message: Request): { request?: number } {
  return 'request' in message && message.request !== undefined ? { request: message.request } : {};
}
