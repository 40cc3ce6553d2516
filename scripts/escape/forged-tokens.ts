import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  X509Certificate,
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

type Signers = PreparedHost['pki'];

/** A token of the class CA’s own signer, whose key only the host has. */
export async function signedToken(pki: Signers, claims: Claims): Promise<string> {
  const key = createPrivateKey(await readFile(pki.tokenKeyFile));
  const { raw } = new X509Certificate(await readFile(pki.tokenCertFile));
  const x5c = [raw.toString('base64')];
  return es256({ typ: 'JWT', alg: 'ES256', kid: thumbprint(key), x5c }, claimsOf(claims), key);
}

/** What somebody makes who has the certificate, which is no secret, a token of their own, and a key of their own. */
export async function forgedTokens(pki: Signers, claims: Claims): Promise<string[]> {
  const certificate = await readFile(pki.tokenCertFile, 'utf8');
  const x5c = [new X509Certificate(certificate).raw.toString('base64')];
  const [head = '', body = '', signature = ''] = (await signedToken(pki, claims)).split('.');
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
