import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { HubRegistry } from '../session/hub-registry.ts';
import type { HubEvents } from '../session/pushes.ts';
import { Accounts } from './accounts.ts';
import { PushLog } from './push-log.ts';
import { createRegistry } from './registry.ts';
import { createRegistryClient } from './registry-client.ts';
import { buildTokenService } from './token-service.ts';
import { tokenSigner } from './token-signer.ts';

export interface HubOptions {
  /** Holds `token.key` and `token.crt`, and `hub.key`, which the hub has too. */
  readonly pkiDirectory: string;
  /** A folder that the hub's container has mounted; `token.sock` is made in it. */
  readonly socketDirectory: string;
  readonly logger: FastifyBaseLogger;
  /** Where the hub's registry answers, for what the server itself asks it. */
  readonly address?: () => Promise<string>;
}

export interface Hub {
  readonly accounts: Accounts;
  /** What its registry tells of its own accord. */
  readonly events: HubEvents;
  /** What its registry has; null where nobody said where that is. */
  readonly registry: HubRegistry | null;
  /**
   * Takes the socket, also from a server that was killed. Call it only once it is sure that no other server of this
   * instance runs: one that does would lose its own.
   */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** The server's half of the class hub: accounts, and the tokens that its registry asks for. */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { pkiDirectory, socketDirectory, logger, address } = options;
  const [key, certificates, hubKey] = await Promise.all([
    readFile(join(pkiDirectory, 'token.key'), 'utf8'),
    readFile(join(pkiDirectory, 'token.crt'), 'utf8'),
    readFile(join(pkiDirectory, 'hub.key')),
  ]);
  const accounts = new Accounts();
  const signer = await tokenSigner(key, certificates);
  const log = new PushLog();
  // As the hub's first program makes it: the two have this key, and no one else.
  const secret = createHash('sha256').update(hubKey).digest('hex');
  const service = buildTokenService({ accounts, signer, logger, events: { secret, log } });
  const client =
    address && createRegistryClient({ address, signer, caFile: join(pkiDirectory, 'ca.crt') });
  const path = join(socketDirectory, 'token.sock');
  let isListening = false;
  return {
    accounts,
    events: log,
    registry: client ? createRegistry(client.ask) : null,
    listen: async () => {
      await mkdir(socketDirectory, { recursive: true });
      // A server that was killed leaves its socket behind, and the name cannot be bound again.
      await rm(path, { force: true });
      await service.listen({ path });
      isListening = true;
      // nginx in the hub's container is another user of a user namespace that is not ours.
      await chmod(path, 0o666);
    },
    close: async () => {
      client?.close();
      await service.close();
      if (isListening) await rm(path, { force: true });
    },
  };
}
