import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { Access } from './scope.ts';
import type { TokenSigner } from './token-signer.ts';

export interface RegistryRequest {
  readonly method?: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly path: string;
  /** All that this one request may do. */
  readonly access: readonly Access[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks the hub's registry. Rejects when it does not answer; a refusal is an answer. */
export type AskRegistry = (asked: RegistryRequest) => Promise<RegistryAnswer>;

export interface RegistryClientOptions {
  /** Where the hub answers now. */
  readonly address: () => Promise<string>;
  /** PEM of the class CA, which has signed its certificate. */
  readonly caFile: string;
  readonly signer: TokenSigner;
}

/** Whom the hub's own records name for what the server does: no learner's account is called so. */
const SERVER_SUBJECT = 'drydock';

const HOST = 'registry-1.docker.io';
const ANSWER_LIMIT_MS = 10_000;
/** A class looks at its hub at once; the registry walks folders for each. */
const CONNECTIONS = 6;
const LARGEST_ANSWER = 8 * 1024 * 1024;

/** Speaks to the hub as an engine in a sandbox does, with a token for just what is asked. */
export function createRegistryClient({ address, caFile, signer }: RegistryClientOptions) {
  let agent: Agent | undefined;

  const ask: AskRegistry = async ({ method = 'GET', path, access, headers, body }) => {
    agent ??= new Agent({ ca: await readFile(caFile), keepAlive: true, maxSockets: CONNECTIONS });
    const used = agent;
    const [host, token] = await Promise.all([
      address(),
      signer.sign({ subject: SERVER_SUBJECT, service: 'registry.docker.io', access }),
    ]);
    return await new Promise((resolve, reject) => {
      const outgoing = request({
        ...{ host, servername: HOST, agent: used, method, path },
        headers: {
          host: HOST,
          authorization: `Bearer ${token}`,
          ...(body && { 'content-length': body.length }),
          ...headers,
        },
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      });
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        if (Number(incoming.headers['content-length'] ?? 0) > LARGEST_ANSWER) {
          incoming.destroy(new Error(`${path}: the answer is too large`));
        }
        buffer(incoming).then(
          (bytes) =>
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes }),
          reject,
        );
      });
      outgoing.end(body);
    });
  };
  return { ask, close: () => agent?.destroy() };
}
