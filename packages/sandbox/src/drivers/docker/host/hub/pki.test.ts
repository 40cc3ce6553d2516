import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensurePki, HUB_NAMES } from './pki.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'drydock-pki-'));
});
afterEach(() => rm(home, { recursive: true }));

const certificate = async (file: string): Promise<X509Certificate> =>
  new X509Certificate(await readFile(file));

test('the hub certificate is signed by the class CA and has every name of Docker Hub', async () => {
  const pki = await ensurePki({ home });
  const ca = await certificate(pki.caCertFile);
  const hub = await certificate(pki.hubCertFile);
  expect(ca.ca).toBe(true);
  expect(hub.ca).toBe(false);
  expect(hub.verify(ca.publicKey)).toBe(true);
  expect(hub.checkIssued(ca)).toBe(true);
  for (const name of HUB_NAMES) expect(hub.checkHost(name)).toBe(name);
  expect(hub.checkHost('example.com')).toBeUndefined();
  expect(hub.checkPrivateKey(createPrivateKey(await readFile(pki.hubKeyFile)))).toBe(true);
  expect(Date.parse(hub.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(hub.validTo)).toBeGreaterThan(Date.now() + 9 * 365 * 24 * 3600 * 1000);
});

test('the hub presents the CA after its own certificate', async () => {
  const pki = await ensurePki({ home });
  const chain = await readFile(pki.hubCertFile, 'utf8');
  expect(chain.endsWith(await readFile(pki.caCertFile, 'utf8'))).toBe(true);
  expect(chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
});

test('the token key is a P-256 key in PKCS #8, its certificate of the class CA', async () => {
  const pki = await ensurePki({ home });
  const pem = await readFile(pki.tokenKeyFile, 'utf8');
  expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  const key = createPrivateKey(pem);
  expect(key.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  const token = await certificate(pki.tokenCertFile);
  expect(token.checkPrivateKey(key)).toBe(true);
  expect(token.verify((await certificate(pki.caCertFile)).publicKey)).toBe(true);
});

test('keys are readable by their owner alone', async () => {
  await ensurePki({ home });
  for (const name of ['ca.key', 'hub.key', 'token.key']) {
    expect((await stat(join(home, 'pki', name))).mode & 0o777, name).toBe(0o600);
  }
});

test('it is made once, also by callers at the same time, and leaves no draft', async () => {
  const all = await Promise.all([1, 2, 3].map(() => ensurePki({ home })));
  const first = await readFile(all[0]?.caCertFile ?? '', 'utf8');
  const again = await ensurePki({ home });
  expect(await readFile(again.caCertFile, 'utf8')).toBe(first);
  expect(
    (await certificate(again.hubCertFile)).verify((await certificate(again.caCertFile)).publicKey),
  ).toBe(true);
  expect(await readdir(home)).toEqual(['pki']);
});
