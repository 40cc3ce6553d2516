import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Host names and ports only: what a client calls us must not be able to write policy. */
const PLAIN_HOST = /^[A-Za-z0-9.[\]:-]+$/;

/** A policy under which the page works and nothing else does. */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // Monaco's workers are modules of ours, or a blob that imports one.
        'worker-src': ["'self'", 'blob:'],
        // The terminal and the editor make style elements for their themes.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        // Not every browser counts our own WebSocket as 'self'.
        'connect-src': ["'self'", (request) => `ws://${hostOf(request)} wss://${hostOf(request)}`],
        'frame-src': [(request) => `http://*.localhost${portOf(request)}`],
        'frame-ancestors': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'object-src': ["'none'"],
      },
    },
    // Served over plain HTTP at home; whoever puts TLS in front sets it there.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
  });
}

function hostOf(request: IncomingMessage): string {
  const { host = '' } = request.headers;
  return PLAIN_HOST.test(host) ? host : 'localhost';
}

function portOf(request: IncomingMessage): string {
  return /:\d+$/.exec(hostOf(request))?.[0] ?? '';
}
