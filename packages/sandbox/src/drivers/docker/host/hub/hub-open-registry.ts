import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { HostError } from '../errors.ts';
import { ownLabels } from '../labels.ts';
import { lastLines } from './hub-log.ts';

export interface OpenRegistryOptions {
  readonly docker: Docker;
  readonly instance: string;
  readonly home: string;
  /** Of the hub, or of its software alone. */
  readonly image: string;
  readonly signal?: AbortSignal | undefined;
}

export interface OpenRegistry {
  /** `127.0.0.1:<port>`: engines use a loopback address without TLS, and nobody else reaches it. */
  readonly address: string;
  readonly container: Docker.Container;
  /** Removes it with what was pushed. */
  release(): Promise<void>;
}

/** A registry without a login, for the engine of this box alone. Resolves when it answers; rejects with HostError IMAGE_BUILD_FAILED. */
export async function startOpenRegistry(options: OpenRegistryOptions): Promise<OpenRegistry> {
  const { docker, image, signal } = options;
  const Labels = ownLabels(options, 'build');
  const name = `drydock-registry-${randomBytes(6).toString('hex')}`;
  const network = await docker.createNetwork({ Name: name, Labels });
  let container: Docker.Container | undefined;
  const release = async (): Promise<void> => {
    await container?.remove({ force: true, v: true });
    await network.remove();
  };
  try {
    container = await docker.createContainer({
      name,
      Image: image,
      Labels,
      Cmd: ['docker-registry', 'serve', '/etc/drydock/bake.yml'],
      // Without it the engine drops the binding below.
      ExposedPorts: { [PORT]: {} },
      HostConfig: {
        NetworkMode: name,
        CapDrop: ['ALL'],
        PortBindings: { [PORT]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
      },
    });
    await container.start();
    return { address: await addressOf(container, signal), container, release };
  } catch (error) {
    await release();
    throw error;
  }
}

const PORT = '5000/tcp';
const LIMIT = 30_000;

async function addressOf(container: Docker.Container, signal?: AbortSignal): Promise<string> {
  const limit = Date.now() + LIMIT;
  while (Date.now() < limit) {
    const { NetworkSettings, State } = await container.inspect();
    const port = NetworkSettings.Ports[PORT]?.[0]?.HostPort;
    if (port !== undefined && (await answers(`http://127.0.0.1:${port}/v2/`))) {
      return `127.0.0.1:${port}`;
    }
    if (!State.Running) break;
    await delay(50, undefined, { ...(signal && { signal }) });
  }
  throw new HostError({
    code: 'IMAGE_BUILD_FAILED',
    message: `The registry into which the base images are put did not answer:\n${await lastLines(container)}`,
    hint: 'Try again. If it fails again, see whether the engine can publish ports on 127.0.0.1.',
  });
}

/** Not by fetch: when the connection is reset, as it is until the registry listens, Node 20's may never settle. */
function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = get(address, { timeout: 2000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    // Not yet listening; the caller has a limit.
    asked.on('error', () => resolve(false));
  });
}
