import { createPrivateKey, X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, importPKCS8, SignJWT } from 'jose';
import { nanoid } from 'nanoid';
import type { Access } from './scope.ts';

/** Long enough for a push of a layer to begin, short enough that an ended session's token is soon worthless. */
export const TOKEN_SECONDS = 300;

/** The registry is configured to trust exactly this issuer. */
const TOKEN_ISSUER = 'drydock';

export interface TokenSigner {
  sign(token: { subject: string; service: string; access: readonly Access[] }): Promise<string>;
}

/** `key` is PKCS8 PEM (P-256), `certificates` PEM with the key's own certificate first. */
export async function tokenSigner(key: string, certificates: string): Promise<TokenSigner> {
  const privateKey = await importPKCS8(key, 'ES256', { extractable: true });
  const x5c = readCertificates(certificates);
  const [own] = x5c;
  if (!own?.checkPrivateKey(createPrivateKey(key))) {
    throw new Error('the first certificate of the token signer is not that of its key');
  }
  const { kty, crv, x, y } = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint({ kty, crv, x, y } as Parameters<
    typeof calculateJwkThumbprint
  >[0]);
  return {
    sign: ({ subject, service, access }) =>
      new SignJWT({ access })
        // Registry 2.8 answers 401 to a token with the thumbprint alone: it wants the chain as well.
        .setProtectedHeader({
          alg: 'ES256',
          typ: 'JWT',
          kid,
          x5c: x5c.map((certificate) => certificate.raw.toString('base64')),
        })
        .setIssuer(TOKEN_ISSUER)
        .setSubject(subject)
        .setAudience(service)
        .setJti(nanoid())
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime(`${TOKEN_SECONDS}s`)
        .sign(privateKey),
  };
}

function readCertificates(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
