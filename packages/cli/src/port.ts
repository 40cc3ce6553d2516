import { createServer } from 'node:net';
import { HostError } from '@drydock/sandbox/docker/host';

export interface ListenAddress {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Throws an Error for a PORT that is none. */
export function listenAddress({ HOST, PORT }: NodeJS.ProcessEnv): ListenAddress {
  const port = Number(PORT || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT is "${PORT}": use a number from 0 (any free port) to 65535.`);
  }
  return { host: HOST || '127.0.0.1', port };
}

/** Looks before the long work whether the server will be able to listen. Rejects with HostError PORT_TAKEN. */
export async function requireFreePort({ host, port }: ListenAddress): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(unusable({ host, port }, cause)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function unusable({ host, port }: ListenAddress, cause: NodeJS.ErrnoException): HostError {
  const reason: Record<string, string> = {
    EADDRINUSE: 'another program listens there already',
    EACCES: 'this user may not listen there',
    EADDRNOTAVAIL: 'this box has no such address',
  };
  return new HostError(
    {
      code: 'PORT_TAKEN',
      message: `Drydock cannot listen on ${host}:${port}: ${reason[cause.code ?? ''] ?? cause.message}.`,
      hint: 'Is Drydock running already? Otherwise choose another: PORT=8081 npm start',
    },
    { cause },
  );
}
