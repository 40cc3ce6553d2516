// x509's decorators need it before anything else.
import 'reflect-metadata';
import { createHash, generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { X509CertificateGenerator } from '@peculiar/x509';
import { calculateJwkThumbprint, decodeProtectedHeader, exportJWK, jwtVerify } from 'jose';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Hub, openHub } from './hub.ts';

const HUB_KEY = 'a key of the hub';
let folder: string;
let hub: Hub;
let certificate: X509Certificate;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-hub-'));
  const keys = (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair;
  const made = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=token',
    keys,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const pem = `-----BEGIN PRIVATE KEY-----\n${key.toString('base64')}\n-----END PRIVATE KEY-----\n`;
  certificate = new X509Certificate(made.toString('pem'));
  await writeFile(join(folder, 'token.key'), pem);
  await writeFile(join(folder, 'token.crt'), made.toString('pem'));
  await writeFile(join(folder, 'hub.key'), HUB_KEY);
  hub = await openHub({
    pkiDirectory: folder,
    socketDirectory: join(folder, 'hub'),
    logger: pino({ level: 'silent' }),
  });
  await hub.listen();
});

afterAll(async () => {
  await hub.close();
  expect(await readdir(join(folder, 'hub'))).toEqual([]);
  await rm(folder, { recursive: true });
});

interface Ask {
  readonly path: string;
  readonly login?: { username: string; password: string };
  readonly form?: Record<string, string>;
}

async function ask({ path, login, form }: Ask) {
  const outgoing = request({
    socketPath: join(folder, 'hub', 'token.sock'),
    path,
    method: form ? 'POST' : 'GET',
    headers: form ? { 'content-type': 'application/x-www-form-urlencoded' } : {},
    ...(login && { auth: `${login.username}:${login.password}` }),
  });
  outgoing.end(form && new URLSearchParams(form).toString());
  return await new Promise<{ status: number | undefined; body: Record<string, unknown> }>(
    (resolve, reject) => {
      outgoing.on('error', reject);
      outgoing.on('response', async (answer) =>
        resolve({ status: answer.statusCode, body: JSON.parse(await text(answer)) }),
      );
    },
  );
}

/** Tells what was pushed, as the registry does. */
async function tell(body: unknown, secret?: string): Promise<number | undefined> {
  const outgoing = request({
    socketPath: join(folder, 'hub', 'token.sock'),
    path: '/events',
    method: 'POST',
    headers: {
      'content-type': 'application/vnd.docker.distribution.events.v1+json',
      ...(secret !== undefined && { 'drydock-hub': secret }),
    },
  });
  outgoing.end(JSON.stringify(body));
  return await new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
  });
}

test('what the registry tells is taken with the secret of the hub alone', async () => {
  const secret = createHash('sha256').update(HUB_KEY).digest('hex');
  const target = { repository: 'ann/app', digest: 'sha256:1', tag: 'v1' };
  const events = [
    {
      ...{ id: 'e1', timestamp: 'now', action: 'push', actor: { name: 'ann' } },
      target: { ...target, mediaType: 'application/vnd.oci.image.manifest.v1+json' },
    },
  ];
  expect(await tell({ events })).toBe(401);
  expect(await tell({ events }, 'another')).toBe(401);
  expect(hub.events.pushes('ann')).toEqual([]);
  expect(await tell({ no: 'events' }, secret)).toBe(400);
  expect(await tell({ events }, secret)).toBe(204);
  expect(hub.events.pushes('ann')).toMatchObject([{ repository: 'ann/app', tag: 'v1' }]);
});

const SCOPE = 'service=registry.docker.io&scope=';

async function verify(token: unknown) {
  return await jwtVerify(String(token), certificate.publicKey, {
    issuer: 'drydock',
    audience: 'registry.docker.io',
  });
}

test('the registry can verify a token by the chain and the thumbprint in its header', async () => {
  const login = hub.accounts.open();
  const scope = `repository:${login.username}/web:pull,push`;
  const { status, body } = await ask({
    path: `/token?account=${login.username}&offline_token=true&${SCOPE}${scope}`,
    login,
  });
  expect(status).toBe(200);
  expect(body.token).toBe(body.access_token);
  const { payload } = await verify(body.token);
  expect(payload).toMatchObject({
    sub: login.username,
    access: [{ type: 'repository', name: `${login.username}/web`, actions: ['pull', 'push'] }],
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  const jwk = await exportJWK(certificate.publicKey);
  expect(decodeProtectedHeader(String(body.token))).toMatchObject({
    alg: 'ES256',
    kid: await calculateJwkThumbprint(jwk),
    x5c: [certificate.raw.toString('base64')],
  });
});

test('a base image is pulled without an account; nothing else is', async () => {
  const base = await ask({ path: `/token?${SCOPE}repository:library/alpine:pull` });
  expect((await verify(base.body.token)).payload.access).toHaveLength(1);
  const other = await ask({ path: `/token?${SCOPE}repository:bob/web:pull` });
  expect((await verify(other.body.token)).payload.access).toEqual([]);
});

test('a wrong password, an unknown name and a broken header are refused in words that docker shows', async () => {
  const login = hub.accounts.open();
  for (const wrong of [
    { ...login, password: 'x' },
    { username: 'nobody', password: '' },
  ]) {
    const { status, body } = await ask({ path: `/token?${SCOPE}`, login: wrong });
    expect(status).toBe(401);
    expect(body.errors).toMatchObject([{ message: 'incorrect username or password' }]);
  }
});

test('the OAuth2 form of containerd and buildkit gets the same token', async () => {
  const { username, password } = hub.accounts.open();
  const form = { grant_type: 'password', service: 'registry.docker.io', username, password };
  const scope = `repository:${username}/web:push repository:library/alpine:pull`;
  const { status, body } = await ask({ path: '/token', form: { ...form, scope } });
  expect(status).toBe(200);
  expect((await verify(body.access_token)).payload.access).toHaveLength(2);
  expect((await ask({ path: '/token', form: { ...form, password: 'no' } })).status).toBe(401);
  const refresh = { ...form, grant_type: 'refresh_token' };
  expect((await ask({ path: '/token', form: refresh })).status).toBe(400);
});

test('an account is gone with its session', async () => {
  const login = hub.accounts.open();
  hub.accounts.close(login.username);
  expect((await ask({ path: `/token?${SCOPE}`, login })).status).toBe(401);
});

test('nothing else of the server is behind the socket, which anybody in the hub may connect to', async () => {
  expect((await ask({ path: '/api/labs' })).status).toBe(404);
  expect((await ask({ path: '/token' })).status).toBe(400);
  const { mode } = await stat(join(folder, 'hub', 'token.sock'));
  expect(mode & 0o777).toBe(0o666);
});

test('a server that does not get to listen leaves the socket of the one that runs', async () => {
  const second = await openHub({
    pkiDirectory: folder,
    socketDirectory: join(folder, 'hub'),
    logger: pino({ level: 'silent' }),
  });
  await second.close();
  expect((await ask({ path: `/token?${SCOPE}` })).status).toBe(200);
});

test('a key that is not that of the certificate is noticed at the start', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const other = await mkdtemp(join(tmpdir(), 'drydock-hub-'));
  await writeFile(join(other, 'token.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await writeFile(join(other, 'token.crt'), certificate.toString());
  await writeFile(join(other, 'hub.key'), HUB_KEY);
  const opening = openHub({
    pkiDirectory: other,
    socketDirectory: other,
    logger: pino({ level: 'silent' }),
  });
  await expect(opening).rejects.toThrow(/not that of its key/);
  await rm(other, { recursive: true });
});
