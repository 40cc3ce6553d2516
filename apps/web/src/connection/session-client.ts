import type { ClientMessage, Problem, ServerMessage } from '@drydock/protocol';
import { pageProblem } from '@drydock/protocol/page-problem';
import { ProblemError } from './problem-error.ts';

/** Client messages that the server answers by `request` number, and what it answers with. */
interface Answers {
  'terminal.open': 'terminal.opened';
  'terminal.close': 'terminal.closed';
  'file.list': 'file.tree';
  'file.read': 'file.content';
  'file.write': 'file.saved';
  'folder.create': 'folder.created';
  'file.move': 'file.moved';
  'file.delete': 'file.deleted';
  'file.search': 'file.matches';
  'check.run': 'check.result';
  'checks.forget': 'checks.forgotten';
  'sandbox.suggest': 'sandbox.suggestions';
  'container.act': 'container.acted';
  'hub.delete': 'hub.deleted';
}
type Requested = keyof Answers;
type Request = WithoutNumber<Extract<ClientMessage, { type: Requested }>>;
/** Over each member of the union, so that a message keeps its own fields. */
type WithoutNumber<Message> = Message extends unknown ? Omit<Message, 'request'> : never;
type AnswerTo<Message extends Request> = Extract<ServerMessage, { type: Answers[Message['type']] }>;

export interface SessionClient {
  /**
   * Sends when connected, and returns whether it did; else the message is dropped, as a key press on a line that is down.
   */
  send(message: ClientMessage): boolean;
  /** Sends and waits for the answer. Throws ProblemError: the server's own, CONNECTION_LOST or ENGINE_TIMEOUT. */
  request<Message extends Request>(message: Message): Promise<AnswerTo<Message>>;
  /** Gives an answer to whoever waits for it. True when the message was an error that somebody got. */
  settle(message: ServerMessage): boolean;
  /** Fails everything that waits: no answer can come any more. */
  disconnected(): void;
}

/** Milliseconds until a request counts as unanswered. A check may run as long as the server lets it. */
const TIMEOUTS: Record<Requested, number> = {
  'terminal.open': 30_000,
  'terminal.close': 15_000,
  'file.list': 20_000,
  'file.read': 20_000,
  'file.write': 20_000,
  'folder.create': 20_000,
  'file.move': 20_000,
  'file.delete': 40_000,
  'file.search': 20_000,
  'check.run': 180_000,
  'checks.forget': 15_000,
  'sandbox.suggest': 15_000,
  'container.act': 60_000,
  'hub.delete': 30_000,
};

interface Waiting {
  resolve(answer: ServerMessage): void;
  reject(error: ProblemError): void;
  timer: ReturnType<typeof setTimeout>;
}

/** `transmit` says whether the message could be sent. */
export function createSessionClient(transmit: (message: ClientMessage) => boolean): SessionClient {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  function finish(request: number): Waiting | undefined {
    const entry = waiting.get(request);
    if (!entry) return undefined;
    clearTimeout(entry.timer);
    waiting.delete(request);
    return entry;
  }

  function fail(request: number, what: Problem): void {
    finish(request)?.reject(new ProblemError(what));
  }

  return {
    send: transmit,
    request<Message extends Request>(message: Message) {
      last += 1;
      const request = last;
      const answer = new Promise<ServerMessage>((resolve, reject) => {
        const timer = setTimeout(
          () => fail(request, pageProblem('ENGINE_TIMEOUT')),
          TIMEOUTS[message.type],
        );
        waiting.set(request, { resolve, reject, timer });
      });
      if (!transmit({ ...message, request } as ClientMessage)) {
        fail(request, pageProblem('CONNECTION_LOST'));
      }
      return answer as Promise<AnswerTo<Message>>;
    },
    settle(message) {
      if (!('request' in message) || message.request === undefined) return false;
      const entry = finish(message.request);
      if (message.type !== 'error') {
        entry?.resolve(message);
        return false;
      }
      const { type: _, request: __, ...what } = message;
      entry?.reject(new ProblemError(what));
      return entry !== undefined;
    },
    disconnected() {
      for (const request of [...waiting.keys()]) fail(request, pageProblem('CONNECTION_LOST'));
    },
  };
}
