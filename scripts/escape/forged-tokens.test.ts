import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { forgedTokens, signedToken } from './forged-tokens.ts';

const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const certificate =
  '-----BEGIN CERTIFICATE-----\nTm90IGEgcmVhbCBvbmU=\n-----END CERTIFICATE-----\n';
const signer = { key, certificate };

function isOfSigner(token: string): boolean {
  const [head, body, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  return verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' },
    bytes,
  );
}

function claims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

test('a signed token is the signer’s, for the repository, from now for five minutes', () => {
  const token = signedToken(signer, { repository: 'ann/own' });
  expect(isOfSigner(token)).toBe(true);
  const head = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
  expect(head.x5c).toEqual(['Tm90IGEgcmVhbCBvbmU=']);
  const { exp, nbf, access } = claims(token);
  expect(Number(exp) - Number(nbf)).toBe(300);
  expect(access).toEqual([{ type: 'repository', name: 'ann/own', actions: ['pull', 'push'] }]);
});

test('a token of another time, audience or issuer is signed all the same', () => {
  const asked = { repository: 'ann/own', since: -7200, audience: 'x', issuer: 'y' };
  const token = signedToken(signer, asked);
  expect(isOfSigner(token)).toBe(true);
  const { exp, aud, iss } = claims(token);
  expect(Number(exp)).toBeLessThan(Date.now() / 1000);
  expect([aud, iss]).toEqual(['x', 'y']);
});

test('no forged token is the signer’s, and all ask for the same', () => {
  const forged = forgedTokens(signer, { repository: 'bob/private' });
  expect(forged.length).toBe(9);
  expect(forged.filter(isOfSigner)).toEqual([]);
  for (const token of forged) {
    expect(claims(token).access).toMatchObject([{ name: 'bob/private' }]);
  }
});
