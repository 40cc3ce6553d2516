import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Failure } from '../failure.ts';
import type { SessionRegistry } from '../session/registry.ts';
import type { WorkspaceFiles } from '../session/workspace-files.ts';
import { contentDisposition, typeOf } from './file-headers.ts';
import { learnerFrom } from './learner.ts';
import { mayWrite } from './same-origin.ts';

export interface FileRoutes {
  readonly sessions: SessionRegistry;
  /** Bytes of one file. */
  readonly uploadLimit: number;
}

const params = z.object({ id: z.string().max(100) });
const path = z.string().min(1).max(4096);

/**
 * A session's files as they are, of any size and kind, which the socket's messages are not made for:
 * `GET` and `PUT /sessions/:id/file?path=`, and `GET /sessions/:id/archive?path=`, a gzipped tar.
 */
export function fileRoutes({ sessions, uploadLimit }: FileRoutes): FastifyPluginAsyncZod {
  return async (app) => {
    // The body goes on as it comes, whatever it says that it is.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', async (_request: FastifyRequest, body: Readable) => body);
    app.addHook('onRequest', async (request) => {
      if (!mayWrite(request.headers)) throw new Failure('ORIGIN_REFUSED');
    });

    app.get(
      '/sessions/:id/file',
      { schema: { params, querystring: z.object({ path }) } },
      async (request, reply) => {
        const { path } = request.query;
        const { size, content } = await filesOf(request, request.params.id).download(path);
        return send(reply, { content, type: typeOf(path), name: nameOf(path) })
          .header('content-length', size)
          .send(content);
      },
    );

    app.get(
      '/sessions/:id/archive',
      { schema: { params, querystring: z.object({ path: path.optional() }) } },
      async (request, reply) => {
        const { path } = request.query;
        const content = await filesOf(request, request.params.id).archive(path ?? null);
        const name = `${path === undefined ? 'workspace' : nameOf(path)}.tar.gz`;
        return send(reply, { content, type: 'application/gzip', name }).send(content);
      },
    );

    app.put(
      '/sessions/:id/file',
      { schema: { params, querystring: z.object({ path, replace: z.enum(['yes']).optional() }) } },
      async (request, reply) => {
        const size = lengthOf(request);
        if (size > uploadLimit) throw tooLarge(uploadLimit);
        const { path, replace } = request.query;
        const content = bytesOf(request.body);
        const upload = { path, size, content, replace: replace === 'yes' };
        await filesOf(request, request.params.id).upload(upload);
        return await reply.code(204).send();
      },
    );
  };

  /** SESSION_NOT_FOUND for who has no cookie, and for whose it is not. */
  function filesOf(request: FastifyRequest, id: string): WorkspaceFiles {
    const learner = learnerFrom(request.cookies);
    if (!learner) throw new Failure('SESSION_NOT_FOUND');
    return sessions.get(learner, id).files;
  }
}

interface Download {
  readonly content: Readable;
  readonly type: string;
  readonly name: string;
}

/**
 * It is never shown as a page of this server's: what a sandbox wrote is anybody's. A page may show it as a picture.
 * What breaks off on the way breaks the answer off, so that nobody takes half a file for a whole one.
 */
function send(reply: FastifyReply, { content, type, name }: Download): FastifyReply {
  content.once('error', (error) => reply.log.info({ err: error }, 'a download broke off'));
  return reply
    .header('content-type', type)
    .header('content-disposition', contentDisposition(name))
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff');
}

function lengthOf(request: FastifyRequest): number {
  const { 'content-length': said, 'transfer-encoding': encoding } = request.headers;
  // An upload without a body has no length.
  if (said === undefined && encoding === undefined) return 0;
  const length = Number(said ?? Number.NaN);
  if (!Number.isSafeInteger(length) || length < 0) throw new Failure('BAD_REQUEST');
  return length;
}

/** The answer to a refusal goes out on the same connection: who stops reading must not end that. */
function bytesOf(body: unknown): AsyncIterable<Uint8Array> {
  if (!(body instanceof Readable)) return Readable.from([]);
  return body.iterator({ destroyOnReturn: false });
}

function tooLarge(limit: number): Failure {
  // A page shows it in any language.
  return new Failure('UPLOAD_TOO_LARGE', { detail: `${Math.floor(limit / 1024 / 1024)} MB` });
}

function nameOf(path: string): string {
  return path.slice(path.replace(/\/+$/, '').lastIndexOf('/') + 1);
}
