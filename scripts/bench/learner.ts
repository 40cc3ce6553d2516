import {
  type ClientMessage,
  PROTOCOL_VERSION,
  type ServerMessage,
  type SessionInfo,
} from '@drydock/protocol';
import { decodeOutput } from '@drydock/protocol/codec';
import WebSocket from 'ws';
import { createPromptDetector } from './prompt.ts';

export interface StartRequest {
  /** Of the server, without a slash at its end. */
  readonly url: string;
  readonly lab: string;
  readonly signal: AbortSignal;
}

/** Whoever waits longer has left. */
const START_LIMIT_MS = 600_000;

/** A learner at the prompt of T1. */
export interface Learner {
  /** As typed into T1. */
  type(data: string): void;
  /** Calls back when T1 shows something. */
  onOutput(listener: () => void): void;
  /** Closes the page; the session stays. */
  leave(): void;
  /** Ends the session. */
  end(): Promise<void>;
}

/**
 * A learner who is new to the server presses Start: what the page sends then, in its order. Resolves when the first
 * prompt of T1 has come, and the learner stays. Rejects with an Error that says what the server answered.
 */
export async function pressStart(start: StartRequest): Promise<Learner> {
  const signal = AbortSignal.any([start.signal, AbortSignal.timeout(START_LIMIT_MS)]);
  const { url, lab } = start;
  const answer = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ lab }),
    signal,
  });
  if (!answer.ok) throw new Error(`Start was refused: ${answer.status} ${await answer.text()}`);
  const { session } = (await answer.json()) as SessionInfo;
  const cookies = answer.headers.getSetCookie().map((each) => each.split(';', 1)[0]);
  const cookie = cookies.join('; ');
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/sessions/${session}/socket`, {
    headers: { origin: url, cookie },
  });
  try {
    await untilPrompt(socket, signal);
  } catch (error) {
    socket.terminate();
    throw error;
  }
  return {
    type: (data) => send(socket, { type: 'terminal.input', terminal: 'T1', data }),
    onOutput: (listener) => {
      socket.on('message', (_data: Buffer, isBinary) => {
        if (isBinary) listener();
      });
    },
    leave: () => socket.terminate(),
    async end() {
      socket.terminate();
      const ended = await fetch(`${url}/api/sessions/${session}`, {
        method: 'DELETE',
        headers: { origin: url, cookie },
      });
      if (!ended.ok) throw new Error(`The session was not ended: ${ended.status}`);
    },
  };
}

function send(socket: WebSocket, message: ClientMessage): void {
  socket.send(JSON.stringify(message));
}

function untilPrompt(socket: WebSocket, signal: AbortSignal): Promise<void> {
  const isPrompt = createPromptDetector();
  let asked = false;
  let hasPrompt = false;
  const openFirst = () => {
    if (asked) return;
    asked = true;
    send(socket, { type: 'terminal.open', request: 1, terminal: 'T1', columns: 100, rows: 30 });
  };
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(reason));
    const take = (message: ServerMessage) => {
      if (message.type === 'error') fail(`The server says ${message.code}: ${message.message}`);
      else if (message.type === 'welcome') {
        const { sandbox, terminals } = message.snapshot;
        // A terminal that is there already sends its output without being asked.
        if (terminals.length > 0) asked = true;
        else if (sandbox.status === 'ready') openFirst();
        else if (sandbox.status !== 'starting') fail(`The sandbox is ${sandbox.status}.`);
      } else if (message.type === 'sandbox.status') {
        if (message.sandbox.status === 'ready') openFirst();
        else if (message.sandbox.status !== 'starting')
          fail(`The sandbox is ${JSON.stringify(message.sandbox)}.`);
      }
    };
    socket.on('open', () =>
      send(socket, { type: 'hello', version: PROTOCOL_VERSION, terminals: [] }),
    );
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) {
        take(JSON.parse(String(data)) as ServerMessage);
        return;
      }
      const { terminal, position, bytes } = decodeOutput(data);
      // What is not acknowledged is not followed by more.
      send(socket, {
        type: 'terminal.acknowledge',
        terminal,
        position: position + bytes.length,
      });
      if (hasPrompt || !isPrompt(bytes)) return;
      hasPrompt = true;
      resolve();
    });
    socket.on('error', reject);
    socket.on('close', (code) => fail(`The socket was closed (${code}) before a prompt came.`));
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
