import type { ClientMessage, ServerMessage } from '@drydock/protocol';
import { decodeOutput, type OutputFrame } from '@drydock/protocol/codec';
import ReconnectingWebSocket from 'partysocket/ws';

export interface SocketEvents {
  /** The line is open: say hello, before anything else. */
  onOpen(): void;
  onMessage(message: ServerMessage): void;
  onOutput(frame: OutputFrame): void;
  /** The line went down; it is tried again until `close`. `wasOpen` is false for a try that never got through. */
  onDown(wasOpen: boolean): void;
}

export interface SessionSocket {
  /** False when the line is down: nothing was sent. */
  transmit(message: ClientMessage): boolean;
  close(): void;
}

/** A socket that comes back by itself. It keeps nothing to send for later: after a break, `hello` must be first. */
export function openSessionSocket(session: string, events: SocketEvents): SessionSocket {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const url = `${scheme}://${location.host}/api/sessions/${session}/socket`;
  const socket = new ReconnectingWebSocket(url, [], {
    maxEnqueuedMessages: 0,
    minReconnectionDelay: 300,
    maxReconnectionDelay: 5_000,
    connectionTimeout: 8_000,
  });
  socket.binaryType = 'arraybuffer';
  let open = false;
  let closed = false;

  socket.addEventListener('open', () => {
    open = true;
    events.onOpen();
  });
  socket.addEventListener('message', ({ data }) => {
    if (data instanceof ArrayBuffer) events.onOutput(decodeOutput(data));
    else events.onMessage(JSON.parse(String(data)) as ServerMessage);
  });
  socket.addEventListener('close', () => {
    if (closed) return;
    const wasOpen = open;
    open = false;
    events.onDown(wasOpen);
  });

  return {
    transmit(message) {
      if (!open || socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
    close() {
      closed = true;
      open = false;
      socket.close();
    },
  };
}
