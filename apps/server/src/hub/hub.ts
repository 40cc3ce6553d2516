import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { Accounts } from './accounts.ts';
import { buildTokenService } from './token-service.ts';
import { tokenSigner } from './token-signer.ts';

export interface HubOptions {
  /** Holds `token.key` and `token.crt`. */
  readonly pkiDirectory: string;
  /** A folder that the hub's container has mounted; `token.sock` is made in it. */
  readonly socketDirectory: string;
  readonly logger: FastifyBaseLogger;
}

export interface Hub {
  readonly accounts: Accounts;
  /**
   * Takes the socket, also from a server that was killed. Call it only once it is sure that no other server of this
   * instance runs: one that does would lose its own.
   */
  listen(): Promise<void>;
  close(): Promise<void>;
}

/** The server's half of the class hub: accounts, and the tokens that its registry asks for. */
export async function openHub({ pkiDirectory, socketDirectory, logger }: HubOptions): Promise<Hub> {
  const [key, certificates] = await Promise.all([
    readFile(join(pkiDirectory, 'token.key'), 'utf8'),
    readFile(join(pkiDirectory, 'token.crt'), 'utf8'),
  ]);
  const accounts = new Accounts();
  const service = buildTokenService({
    accounts,
    signer: await tokenSigner(key, certificates),
    logger,
  });
  const path = join(socketDirectory, 'token.sock');
  let isListening = false;
  return {
    accounts,
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
      await service.close();
      if (isListening) await rm(path, { force: true });
    },
  };
}
