import { createHash, createPrivateKey, createPublicKey, sign, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Pki } from './pki.ts';

export interface HubAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HubRequest {
  readonly method?: string;
  /** Docker Hub's registry unless another name is said. */
  readonly host?: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Speaks to the hub as an engine in a sandbox does: by Docker Hub's names, trusting the class CA alone. */
export function hubClient(address: string, ca: string) {
  return (asked: HubRequest): Promise<HubAnswer> => {
    const { host = 'registry-1.docker.io', path, method = 'GET', body } = asked;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: address,
          servername: host,
          ca,
          method,
          path,
          timeout: 20_000,
          headers: {
            host,
            ...(asked.token && { authorization: `Bearer ${asked.token}` }),
            ...(body && { 'content-length': body.length }),
            ...asked.headers,
          },
        },
        (incoming) => {
          buffer(incoming).then(
            (bytes) =>
              resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes }),
            reject,
          );
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${path}: no answer in 20 s`)));
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  };
}

/** A token service for tests: `ann` may push to `ann/*`, everybody may pull `library/*`. */
export async function startTokenService(pki: Pki, socket: string): Promise<Server> {
  const issue = await tokenIssuer(pki);
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? '/', 'http://tokens');
    const basic = incoming.headers.authorization?.replace('Basic ', '') ?? '';
    const [user] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    const access = url.searchParams.getAll('scope').flatMap((scope) => {
      const [type, name = '', actions = ''] = scope.split(':');
      if (name.startsWith('library/')) return [{ type, name, actions: ['pull'] }];
      if (user !== '' && name.startsWith(`${user}/`)) {
        return [{ type, name, actions: actions.split(',') }];
      }
      return [];
    });
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ token: issue(user ?? '', access) }));
  });
  await new Promise<void>((resolve) => server.listen({ path: socket, writableAll: true }, resolve));
  return server;
}

async function tokenIssuer(pki: Pki): Promise<(subject: string, access: unknown) => string> {
  const key = createPrivateKey(await readFile(pki.tokenKeyFile));
  const certificate = new X509Certificate(await readFile(pki.tokenCertFile));
  const { crv, kty, x, y } = createPublicKey(key).export({ format: 'jwk' });
  // RFC 7638: these members, in this order.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  const x5c = [certificate.raw.toString('base64')];
  return (sub, access) => {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, nbf: now - 5, exp: now + 300 };
    const claims = { iss: 'drydock', aud: 'registry.docker.io', sub, ...times, access };
    const signed = [{ typ: 'JWT', alg: 'ES256', kid, x5c }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
}

export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
