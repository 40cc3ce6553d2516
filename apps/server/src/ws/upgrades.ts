import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERRORS, type ErrorAnswer, type ErrorCode, problem } from '@drydock/protocol';
import { isPreviewHost } from '../preview/address.ts';
import type { Preview } from '../preview/proxy.ts';
import { type HostNames, isKnownHost } from '../routes/known-host.ts';
import { isFromOwnPage } from '../routes/same-origin.ts';
import type { SessionSockets } from './session-sockets.ts';

const SOCKET_PATH = /^\/api\/sessions\/([^/?]{1,100})\/socket(?:\?|$)/;

export interface Upgrades {
  readonly server: Server;
  readonly preview: Preview;
  readonly sockets: SessionSockets;
  readonly hostNames: HostNames;
}

/** The one listener for upgrades: a second one beside it would answer the same connection twice. */
export function dispatchUpgrades({ server, preview, sockets, hostNames }: Upgrades): void {
  server.on('upgrade', (request, socket, head) => {
    if (isPreviewHost(request.headers.host)) {
      preview.upgrade(request, socket, head);
      return;
    }
    const id = SOCKET_PATH.exec(request.url ?? '')?.[1];
    const isWelcome = isKnownHost(request.headers.host, hostNames) && isFromOwnPage(request);
    if (id === undefined) refuse(socket, 'NOT_FOUND');
    else if (isWelcome) sockets.accept(request, { socket, head, id });
    else refuse(socket, 'ORIGIN_REFUSED');
  });
}

/** Pages cannot read why; whoever looks at the network can. */
function refuse(socket: Duplex, code: ErrorCode): void {
  // The other side may be gone before the answer is: there is nobody left to tell.
  socket.on('error', () => undefined);
  const { status } = ERRORS[code];
  const body = JSON.stringify({ error: problem(code) } satisfies ErrorAnswer);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
