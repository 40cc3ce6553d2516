import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  type ClientMessage,
  PROTOCOL_VERSION,
  type SandboxStatus,
  type ServerMessage,
  type SessionInfo,
} from '@drydock/protocol';
import { decodeOutput } from '@drydock/protocol/codec';
import WebSocket from 'ws';

export interface Visit {
  readonly url: URL;
  /** Of this box: each learner has one of their own, as the server counts starts by address. */
  readonly address: string;
  readonly lab: string;
  readonly signal: AbortSignal;
}

/** The box is full just now. */
export class FullError extends Error {}

/** One learner's browser: a session, its cookie, its socket. */
export interface Page {
  /** Its id is in the names of what the sandbox keeps. */
  readonly session: string;
  readonly status: SandboxStatus | undefined;
  /** Why the socket is closed, when it is. */
  readonly closed: string | undefined;
  /** All that terminals have printed. */
  readonly printed: string;
  send(message: ClientMessage): void;
  /** The answer to a message; rejects with an Error when that is an error. */
  ask(message: (request: number) => ClientMessage, limit?: number): Promise<ServerMessage>;
  /** Resolves as soon as the condition holds; it is looked at after each message. */
  until(what: string, condition: () => boolean, limit: number): Promise<void>;
  /** The tab is closed, the session goes on. */
  leave(): void;
  /** Ends the session. */
  end(): Promise<void>;
}

/** Starts a session and opens its page. Rejects with FullError, or an Error that says what the server answered. */
export async function visit({ url, address, lab, signal }: Visit): Promise<Page> {
  const answer = await call({ url: new URL('/api/sessions', url), address, signal }, 'POST', {
    lab,
  });
  if (answer.status === 503 || answer.body.includes('SESSION_LIMIT')) throw new FullError();
  if (answer.status !== 201) throw new Error(`Start was refused: ${answer.status} ${answer.body}`);
  const { session } = JSON.parse(answer.body) as SessionInfo;
  const { cookie } = answer;
  const socket = new WebSocket(`ws://${url.host}/api/sessions/${session}/socket`, {
    headers: { origin: url.origin, cookie },
    localAddress: address,
  });
  const page = createPage(socket, signal);
  await once(socket, 'open', { signal });
  page.send({ type: 'hello', version: PROTOCOL_VERSION, terminals: [] });
  return {
    ...page,
    session,
    get status() {
      return page.status;
    },
    get closed() {
      return page.closed;
    },
    get printed() {
      return page.printed;
    },
    async end() {
      const target = { url: new URL(`/api/sessions/${session}`, url), address, signal, cookie };
      const ended = await call(target, 'DELETE');
      if (ended.status !== 204) {
        throw new Error(`The session was not ended: ${ended.status} ${ended.body}`);
      }
      socket.terminate();
    },
  };
}

function createPage(socket: WebSocket, signal: AbortSignal): Omit<Page, 'end' | 'session'> {
  const changed = new EventTarget();
  const answers = new Map<number, ServerMessage>();
  let status: SandboxStatus | undefined;
  let printed = '';
  let closed: string | undefined;
  let requests = 0;
  const take = (message: ServerMessage): void => {
    if (message.type === 'welcome') status = message.snapshot.sandbox;
    if (message.type === 'sandbox.status') status = message.sandbox;
    if ('request' in message && message.request !== undefined) {
      answers.set(message.request, message);
    }
  };
  const onChange = () => changed.dispatchEvent(new Event('change'));
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) printed += decodeOutput(data).bytes.toString();
    else take(JSON.parse(String(data)) as ServerMessage);
    onChange();
  });
  socket.on('close', (code) => {
    closed = `the socket was closed (${code})`;
    onChange();
  });
  // 'close' follows, and says so to whoever waits.
  socket.on('error', () => undefined);
  const send = (message: ClientMessage): void => socket.send(JSON.stringify(message));
  const until = (what: string, condition: () => boolean, limit: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = AbortSignal.any([signal, AbortSignal.timeout(limit)]);
      const settle = (work: () => void) => {
        changed.removeEventListener('change', look);
        stop.removeEventListener('abort', look);
        work();
      };
      const look = (): void => {
        if (condition()) settle(resolve);
        else if (signal.aborted) settle(() => reject(signal.reason));
        else if (closed !== undefined) settle(() => reject(new Error(`${what}: ${closed}`)));
        else if (stop.aborted) {
          const tail = printed.slice(-300);
          settle(() =>
            reject(
              new Error(
                `${what}: not within ${limit} ms; status ${JSON.stringify(status)}, printed ${JSON.stringify(tail)}`,
              ),
            ),
          );
        }
      };
      changed.addEventListener('change', look);
      stop.addEventListener('abort', look);
      look();
    });
  return {
    get status() {
      return status;
    },
    get closed() {
      return closed;
    },
    get printed() {
      return printed;
    },
    send,
    until,
    async ask(message, limit = ANSWER_LIMIT_MS) {
      requests += 1;
      const number = requests;
      const sent = message(number);
      send(sent);
      await until(`an answer to ${sent.type}`, () => answers.has(number), limit);
      const answer = answers.get(number) as ServerMessage;
      if (answer.type === 'error')
        throw new Error(`${sent.type}: ${answer.code} ${answer.message}`);
      return answer;
    },
    leave: () => socket.terminate(),
  };
}

/** With other sandboxes at work on every core. */
const ANSWER_LIMIT_MS = 60_000;

interface Target {
  readonly url: URL;
  readonly address: string;
  readonly signal: AbortSignal;
  readonly cookie?: string;
}

async function call({ url, address, signal, cookie }: Target, method: string, body?: object) {
  const outgoing = request(url, {
    method,
    localAddress: address,
    signal,
    agent: false,
    headers: {
      origin: url.origin,
      ...(cookie && { cookie }),
      ...(body && { 'content-type': 'application/json' }),
    },
  });
  outgoing.end(body && JSON.stringify(body));
  const [answer] = await once(outgoing, 'response');
  const cookies = (answer.headers['set-cookie'] ?? []) as string[];
  return {
    status: answer.statusCode as number,
    body: await text(answer),
    cookie: cookies.map((each) => each.split(';', 1)[0]).join('; '),
  };
}
