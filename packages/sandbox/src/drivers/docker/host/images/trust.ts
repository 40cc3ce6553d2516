import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContextFile } from './context.ts';

export interface TrustSources {
  /** Trust store of the host. */
  readonly hostBundle?: string;
  /** PEM file of further CAs, as companies have them. */
  readonly extra?: string | undefined;
  /** PEM texts, the class CA among them. */
  readonly own: readonly string[];
}

/** One PEM text with every certificate to be trusted in sandboxes and stand-ins, each once. */
export async function readTrust({
  hostBundle = '/etc/ssl/certs/ca-certificates.crt',
  extra,
  own,
}: TrustSources): Promise<string> {
  const host = await readFile(hostBundle, 'utf8').catch(whenMissing);
  const further = extra === undefined ? '' : await readFile(extra, 'utf8');
  const all = [host, further, ...own].flatMap(certificatesOf);
  return `${[...new Set(all)].join('\n')}\n`;
}

/**
 * The certificates as files of an image: the whole bundle, and each that Debian does not ship by itself where
 * `update-ca-certificates` picks it up, so that the bundle made anew in there still has it.
 */
export async function trustFiles(
  bundle: string,
  shipped = '/usr/share/ca-certificates',
): Promise<ContextFile[]> {
  const known = await fingerprints(shipped);
  const local = certificatesOf(bundle)
    .map((pem) => ({ pem, fingerprint: fingerprintOf(pem) }))
    .filter(({ fingerprint }) => !known.has(fingerprint));
  return [
    { path: 'etc/ssl/certs/ca-certificates.crt', content: Buffer.from(bundle), mode: 0o644 },
    ...local.map(({ pem, fingerprint }) => ({
      path: `usr/local/share/ca-certificates/drydock/${fingerprint.slice(0, 16)}.crt`,
      content: Buffer.from(`${pem}\n`),
      mode: 0o644,
    })),
  ];
}

function certificatesOf(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function fingerprintOf(pem: string): string {
  return new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
}

async function fingerprints(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith('.crt'))
      .map((name) => readFile(join(folder, name), 'utf8')),
  );
  return new Set(texts.flatMap(certificatesOf).map(fingerprintOf));
}

function whenMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
