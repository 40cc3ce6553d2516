// @peculiar/x509 wires its parts with decorators, which need this first.
import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as x509 from '@peculiar/x509';

/** Names of Docker Hub that the hub answers to. */
export const HUB_NAMES = [
  'registry-1.docker.io',
  'auth.docker.io',
  'index.docker.io',
  'docker.io',
] as const;

/** Absolute paths of PEM files. Keys are PKCS #8 on EC P-256, readable by their owner alone. */
export interface Pki {
  /** The class CA, which sandboxes trust. */
  readonly caCertFile: string;
  /** The hub's leaf certificate, the CA after it. */
  readonly hubCertFile: string;
  readonly hubKeyFile: string;
  /** Signs the hub's tokens (ES256): one certificate, of the class CA. */
  readonly tokenCertFile: string;
  readonly tokenKeyFile: string;
}

/**
 * The class CA and what it has signed, in `<home>/pki`; made on the first call, kept for ever after: sandboxes trust it.
 * Two callers at once get the same.
 */
export async function ensurePki({ home }: { readonly home: string }): Promise<Pki> {
  const folder = join(home, 'pki');
  if (!(await exists(folder))) await create(home, folder);
  const path = (name: string): string => join(folder, name);
  return {
    caCertFile: path('ca.crt'),
    hubCertFile: path('hub.crt'),
    hubKeyFile: path('hub.key'),
    tokenCertFile: path('token.crt'),
    tokenKeyFile: path('token.key'),
  };
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 24 * 60 * 60 * 1000;
const YEARS = 10;

/** Everything is written aside first: a folder called `pki` is always whole. */
async function create(home: string, folder: string): Promise<void> {
  const draft = join(home, `.pki-${randomBytes(6).toString('hex')}`);
  await mkdir(draft, { recursive: true, mode: 0o755 });
  // The umask may have taken bits away, and the server may run as another user than who prepares the box.
  await chmod(draft, 0o755);
  try {
    for (const { name, text, secret } of await issueAll()) {
      await writeFile(join(draft, name), text, { mode: secret ? 0o600 : 0o644, flag: 'wx' });
    }
    await rename(draft, folder);
  } catch (error) {
    // Somebody else was first: theirs counts.
    if (!isTaken(error)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

interface PemFile {
  readonly name: string;
  readonly text: string;
  readonly secret: boolean;
}

async function issueAll(): Promise<PemFile[]> {
  const ca = await issueCa();
  const hub = await issueLeaf(ca, { name: 'Drydock hub', extensions: hubExtensions() });
  const token = await issueLeaf(ca, { name: 'Drydock hub tokens', extensions: [] });
  const certificate = (name: string, text: string): PemFile => ({ name, text, secret: false });
  return [
    certificate('ca.crt', pem(ca)),
    certificate('hub.crt', `${pem(hub)}${pem(ca)}`),
    certificate('token.crt', pem(token)),
    ...(await Promise.all(
      [
        { name: 'ca.key', issued: ca },
        { name: 'hub.key', issued: hub },
        { name: 'token.key', issued: token },
      ].map(async ({ name, issued }) => ({ name, text: await keyPem(issued), secret: true })),
    )),
  ];
}

interface Issued {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

async function issueCa(): Promise<Issued> {
  const keys = await generateKeys();
  // Two boxes' CAs may end up in one trust store: their names must differ.
  const id = createHash('sha256').update(randomBytes(16)).digest('hex').slice(0, 8);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity(),
    serialNumber: serialNumber(),
    name: `CN=Drydock class CA ${id}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

async function issueLeaf(
  ca: Issued,
  { name, extensions }: { name: string; extensions: x509.Extension[] },
): Promise<Issued> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    ...validity(),
    serialNumber: serialNumber(),
    subject: `CN=${name}`,
    issuer: ca.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: ca.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      await x509.AuthorityKeyIdentifierExtension.create(ca.keys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...extensions,
    ],
  });
  return { certificate, keys };
}

function hubExtensions(): x509.Extension[] {
  return [
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(HUB_NAMES.map((value) => ({ type: 'dns', value }))),
  ];
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

function validity(): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  // A day back: the clocks of a fleet differ.
  return { notBefore: new Date(now - DAY), notAfter: new Date(now + YEARS * 365 * DAY) };
}

function serialNumber(): string {
  // The first byte below 0x80 and above 0: DER would prepend or strip a byte otherwise.
  return `5d${randomBytes(15).toString('hex')}`;
}

function pem({ certificate }: Issued): string {
  return `${certificate.toString('pem')}\n`;
}

async function keyPem({ keys }: Issued): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return `${x509.PemConverter.encode(der, x509.PemConverter.PrivateKeyTag)}\n`;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return isCode(error, 'ENOTEMPTY') || isCode(error, 'EEXIST');
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
