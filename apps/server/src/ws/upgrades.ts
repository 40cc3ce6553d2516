import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { isPreviewHost } from '../preview/address.ts';
import type { Preview } from '../preview/proxy.ts';
import { isFromOwnPage } from '../routes/same-origin.ts';
import type { SessionSockets } from './session-sockets.ts';

const SOCKET_PATH = /^\/api\/sessions\/([^/?]{1,100})\/socket(?:\?|$)/;

export interface Upgrades {
  readonly server: Server;
  readonly preview: Preview;
  readonly sockets: SessionSockets;
}

/** The one listener for upgrades: a second one beside it would answer the same connection twice. */
export function dispatchUpgrades({ server, preview, sockets }: Upgrades): void {
  server.on('upgrade', (request, socket, head) => {
    if (isPreviewHost(request.headers.host)) {
      preview.upgrade(request, socket, head);
      return;
    }
    const id = SOCKET_PATH.exec(request.url ?? '')?.[1];
    if (id === undefined) refuse(socket, '404 Not Found');
    else if (isFromOwnPage(request)) sockets.accept(request, { socket, head, id });
    else refuse(socket, '403 Forbidden');
  });
}

function refuse(socket: Duplex, status: string): void {
  // The other side may be gone before the answer is: there is nobody left to tell.
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
