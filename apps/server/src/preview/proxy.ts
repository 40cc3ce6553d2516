import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { problem } from '@drydock/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { createProxyServer } from 'http-proxy-3';
import { Failure, toProblem } from '../failure.ts';
import { LEARNER_COOKIE } from '../routes/learner.ts';
import type { SessionRegistry } from '../session/registry.ts';
import { parsePreviewHost } from './address.ts';
import { answerProblem } from './pages.ts';

/** An app may think for a while before its first byte; more than this and it hangs. */
const ANSWER_LIMIT_MS = 120_000;

export interface Preview {
  serve(request: IncomingMessage, answer: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/**
 * Passes requests for `<port>--<session>.localhost` on to that port of that session's sandbox, and to nothing else.
 * The app sees the browser's own Host, so that its redirects and cookies come out right.
 */
export function createPreview(options: {
  sessions: SessionRegistry;
  logger: FastifyBaseLogger;
}): Preview {
  const { sessions, logger } = options;
  const proxy = createProxyServer({
    xfwd: true,
    // A cookie is the preview's own, whatever domain the app thinks it has.
    cookieDomainRewrite: '',
    proxyTimeout: ANSWER_LIMIT_MS,
  });
  // The proxy pipes, and a pipe whose source breaks off leaves the browser waiting for the rest.
  proxy.on('proxyRes', (inner, _request, answer) => {
    inner.once('close', () => {
      if (!inner.complete) answer.destroy();
    });
  });
  const upgraded = new Set<Duplex>();

  function target(request: IncomingMessage) {
    const address = parsePreviewHost(request.headers.host);
    const session = address && sessions.find(address.session);
    if (!address || !session) throw new Failure('SESSION_NOT_FOUND');
    const { hostname, port } = session.endpoint(address.port);
    return { host: hostname, port };
  }

  return {
    serve(request, answer) {
      // A browser that goes away in the middle of an answer is nobody's error.
      answer.on('error', () => undefined);
      try {
        const found = target(request);
        withholdLearner(request);
        proxy.web(request, answer, { target: found }, (error) => {
          logger.debug({ err: error }, 'nothing answers at the preview');
          answerProblem(request, answer, { problem: problem('PREVIEW_REFUSED'), retry: true });
        });
      } catch (error) {
        answerProblem(request, answer, { problem: toProblem(error), retry: isPassing(error) });
      }
    },

    upgrade(request, socket, head) {
      // The proxy looks after errors only once it has begun.
      socket.on('error', () => socket.destroy());
      try {
        const found = target(request);
        withholdLearner(request);
        upgraded.add(socket);
        socket.once('close', () => upgraded.delete(socket));
        proxy.ws(request, asSocket(socket), head, { target: found }, (error) => {
          logger.debug({ err: error }, 'nothing answers at the preview’s WebSocket');
          // Once it speaks WebSocket, an HTTP status would be a broken frame.
          if (asSocket(socket).bytesWritten > 0) socket.destroy();
          else socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
        });
      } catch (error) {
        logger.debug({ err: error }, 'a preview’s WebSocket leads nowhere');
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      }
    },

    close() {
      for (const socket of upgraded) socket.destroy();
      proxy.close();
    },
  };
}

/** A sandbox that is starting, or is restarted, will be there in a moment. */
function isPassing(error: unknown): boolean {
  return error instanceof Failure && error.code !== 'SESSION_NOT_FOUND';
}

/** The learner's cookie is not for apps. It is of another host and never comes here by itself; this is the second lock. */
function withholdLearner(request: IncomingMessage): void {
  const { cookie } = request.headers;
  if (cookie === undefined) return;
  const others = cookie.split(';').filter((each) => each.split('=')[0]?.trim() !== LEARNER_COOKIE);
  if (others.length > 0) request.headers.cookie = others.join(';').trim();
  else delete request.headers.cookie;
}

/** Node types an upgraded connection as a Duplex; on a plain HTTP server it is always a socket. */
function asSocket(socket: Duplex): Socket {
  if (socket instanceof Socket) return socket;
  throw new TypeError('an upgraded connection is not a socket');
}
