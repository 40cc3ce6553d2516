import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type PreviewState, problem } from '@drydock/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { createProxyServer } from 'http-proxy-3';
import { Failure, toProblem } from '../failure.ts';
import { LEARNER_COOKIE } from '../routes/learner.ts';
import type { SessionRegistry } from '../session/registry.ts';
import type { Session } from '../session/session.ts';
import { parsePreviewHost } from './address.ts';
import { answerProblem, wantsPage } from './pages.ts';
import { languageOf, portText } from './port-texts.ts';

/** An app may think for a while before its first byte; more than this and it hangs. */
const ANSWER_LIMIT_MS = 120_000;
/** Of a path that the page is told. */
const LONGEST_PATH = 2_000;

interface PreviewedPort {
  readonly session: Session;
  readonly port: number;
}

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
  proxy.on('proxyRes', (inner, request, answer) => {
    inner.once('close', () => {
      if (!inner.complete) answer.destroy();
    });
    // A redirect is not what is shown: the next answer is.
    const isShown = Math.floor((inner.statusCode ?? 0) / 100) !== 3;
    const previewed = isShown && isFrame(request) ? locate(request) : undefined;
    if (previewed) tellPage(previewed, request, { type: 'shown' });
  });
  const upgraded = new Set<Duplex>();

  function locate(request: IncomingMessage): PreviewedPort | undefined {
    const address = parsePreviewHost(request.headers.host);
    const session = address && sessions.find(address.session);
    return address && session && { session, port: address.port };
  }

  function find(request: IncomingMessage): PreviewedPort {
    const previewed = locate(request);
    if (!previewed) throw new Failure('SESSION_NOT_FOUND');
    return previewed;
  }

  function target(request: IncomingMessage) {
    const { session, port: published } = find(request);
    const { hostname, port } = session.endpoint(published);
    return { host: hostname, port };
  }

  /** Nothing answered: a person is told why, as far as the sandbox shows it. */
  async function explain(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const refused = { problem: problem('PREVIEW_REFUSED'), retry: true };
    if (!wantsPage(request)) {
      answerProblem(request, answer, refused);
      return;
    }
    const { session, port } = find(request);
    const state = await session.containers.portState(port);
    if (isFrame(request)) tellPage({ session, port }, request, state);
    const text = portText(languageOf(request.headers['accept-language']), state, port);
    answerProblem(request, answer, { ...refused, text });
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
          // The browser has gone: nobody asks any more.
          if (answer.socket?.destroyed) return;
          explain(request, answer).catch((failure) => {
            answerProblem(request, answer, { problem: toProblem(failure), retry: true });
          });
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

/** Whether it is the page of the preview beside the lab, and not a part of it or a tab of its own. */
function isFrame({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-dest'] === 'iframe';
}

function tellPage({ session, port }: PreviewedPort, request: IncomingMessage, state: PreviewState) {
  session.previewSeen({ port, path: (request.url ?? '/').slice(0, LONGEST_PATH), state });
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
