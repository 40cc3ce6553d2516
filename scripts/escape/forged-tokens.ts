import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { PreparedHost } from '@drydock/sandbox/docker/host';

export interface Claims {
  readonly repository: string;
  /** Seconds from now, from when on it is good for five minutes. */
  readonly since?: number;
  readonly audience?: string;
  readonly issuer?: string;
}

/** Who signs the hub’s tokens. */
export interface Signer {
  readonly key: KeyObject;
  /** PEM; it is no secret. */
  readonly certificate: string;
}

/** The class CA’s own signer, whose key only the host has. */
export async function signerOf({ pki }: PreparedHost): Promise<Signer> {
  const [key, certificate] = await Promise.all(
    [pki.tokenKeyFile, pki.tokenCertFile].map((file) => readFile(file, 'utf8')),
  );
  return { key: createPrivateKey(key ?? ''), certificate: certificate ?? '' };
}

export function signedToken({ key, certificate }: Signer, claims: Claims): string {
  const head = { typ: 'JWT', alg: 'ES256', kid: thumbprint(key), x5c: chain(certificate) };
  return es256(head, claimsOf(claims), key);
}

/** What somebody makes who has the certificate, a token of the signer’s, and a key of their own. */
export function forgedTokens(signer: Signer, claims: Claims): string[] {
  const { certificate } = signer;
  const x5c = chain(certificate);
  const [head = '', body = '', signature = ''] = signedToken(signer, claims).split('.');
  const own = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const wanted = claimsOf(claims);
  const unsigned = [{ typ: 'JWT', alg: 'none' }, wanted].map(encode).join('.');
  const shared = [{ typ: 'JWT', alg: 'HS256' }, wanted].map(encode).join('.');
  const hmac = createHmac('sha256', certificate).update(shared).digest('base64url');
  const jwk = createPublicKey(own).export({ format: 'jwk' });
  const withOwnKey = [{ x5c }, { jwk }, { kid: thumbprint(own) }, {}].map((more) =>
    es256({ typ: 'JWT', alg: 'ES256', ...more }, wanted, own),
  );
  return [
    `${unsigned}.`,
    `${unsigned}.${signature}`,
    `${head}.${body}.`,
    `${head}.${encode({ ...wanted, sub: 'root' })}.${signature}`,
    `${shared}.${hmac}`,
    ...withOwnKey,
  ];
}

/** As a token’s header has it: without the lines around. */
function chain(certificate: string): string[] {
  return [certificate.replace(/-----[^-]+-----|\s/g, '')];
}

function claimsOf({ repository, since = 0, audience, issuer }: Claims) {
  const start = Math.floor(Date.now() / 1000) + since;
  return {
    ...{ iss: issuer ?? 'drydock', sub: '', aud: audience ?? 'registry.docker.io' },
    ...{ iat: start, nbf: start, exp: start + 300 },
    access: [{ type: 'repository', name: repository, actions: ['pull', 'push'] }],
  };
}

function es256(head: unknown, claims: unknown, key: KeyObject): string {
  const text = [head, claims].map(encode).join('.');
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function thumbprint(key: KeyObject): string {
  const { crv, kty, x, y } = createPublicKey(key).export({ format: 'jwk' });
  // RFC 7638: these members, in this order.
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
