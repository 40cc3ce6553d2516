import { createHash, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Accounts } from './accounts.ts';
import { envelopeSchema, type PushLog } from './push-log.ts';
import { grant } from './scope.ts';
import { TOKEN_SECONDS, type TokenSigner } from './token-signer.ts';

export interface TokenServiceOptions {
  readonly accounts: Accounts;
  readonly signer: TokenSigner;
  readonly logger: FastifyBaseLogger;
  /** Gets what the registry tells with this secret. */
  readonly events: { readonly secret: string; readonly log: PushLog };
}

const MAX_EVENTS_BYTES = 1024 * 1024;

const scopes = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((scope) => (typeof scope === 'string' ? [scope] : scope));

const querySchema = z.object({ service: z.string(), scope: scopes });

/** The OAuth2 form that containerd and buildkit send before they fall back to GET. */
const formSchema = z.object({
  grant_type: z.string(),
  service: z.string(),
  scope: scopes,
  username: z.string().default(''),
  password: z.string().default(''),
});

/**
 * The distribution token protocol and the registry's notifications, for the hub alone: it listens on a UNIX socket that
 * the hub's nginx proxies to, and has no other route, so that nothing else of the server can be reached from a sandbox.
 * Sandboxes reach `/token`; `/events` has a port of the hub's own, and a secret.
 */
export function buildTokenService({
  accounts,
  signer,
  logger,
  events,
}: TokenServiceOptions): FastifyInstance {
  const app = fastify({ loggerInstance: logger, bodyLimit: 64 * 1024 });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, collect(new URLSearchParams(String(body)))),
  );

  app.addContentTypeParser(
    'application/vnd.docker.distribution.events.v1+json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );

  app.post('/events', { bodyLimit: MAX_EVENTS_BYTES }, async (request, reply) => {
    if (!isSame(request.headers['drydock-hub'], events.secret)) {
      return await refuse(reply, 401, 'this is for the registry');
    }
    const envelope = envelopeSchema.safeParse(request.body);
    if (!envelope.success) return await refuse(reply, 400, 'these are no events');
    events.log.take(envelope.data.events);
    return await reply.code(204).send();
  });

  app.get('/token', async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return await refuse(reply, 400, 'service is missing');
    const login = basicLogin(request.headers.authorization);
    if (login && !accounts.verify(login.username, login.password)) return await unauthorized(reply);
    const token = await issue(query.data, login?.username ?? null);
    return { ...token, token: token.access_token };
  });

  app.post('/token', async (request, reply) => {
    const form = formSchema.safeParse(request.body);
    // No refresh tokens are handed out, so the password grant is the only one that can be meant.
    if (!form.success || form.data.grant_type !== 'password') {
      return await refuse(reply, 400, 'only the password grant is supported');
    }
    const { username, password } = form.data;
    if (!accounts.verify(username, password)) return await unauthorized(reply);
    return await issue(form.data, username);
  });

  async function issue(asked: { service: string; scope: string[] }, account: string | null) {
    const access = grant(asked.scope, account);
    return {
      access_token: await signer.sign({
        subject: account ?? '',
        service: asked.service,
        access,
      }),
      expires_in: TOKEN_SECONDS,
      issued_at: new Date().toISOString(),
      scope: access.map(({ type, name, actions }) => `${type}:${name}:${actions}`).join(' '),
    };
  }

  return app;
}

function isSame(given: string | string[] | undefined, secret: string): boolean {
  const sum = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(sum(given), sum(secret));
}

/** The words that `docker login` shows. */
async function unauthorized(reply: FastifyReply) {
  return await refuse(reply, 401, 'incorrect username or password');
}

async function refuse(reply: FastifyReply, status: 400 | 401, message: string) {
  const code = status === 401 ? 'UNAUTHORIZED' : 'BAD_REQUEST';
  return await reply.code(status).send({ errors: [{ code, message, detail: null }] });
}

function basicLogin(header: string | undefined) {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (header === undefined) return undefined;
  const [username = '', ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .split(':');
  return { username, password: rest.join(':') };
}

/** A key given twice becomes a list, as in a query. */
function collect(parameters: URLSearchParams): Record<string, string | string[]> {
  const keys = new Set(parameters.keys());
  return Object.fromEntries(
    [...keys].map((key) => {
      const values = parameters.getAll(key);
      return [key, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
