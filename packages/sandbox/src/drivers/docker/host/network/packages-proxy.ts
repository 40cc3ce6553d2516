import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { PROXY_PORT } from '../../subnets.ts';
import { HostError } from '../errors.ts';
import { isStatus } from '../images/images.ts';
import { type ObjectOwner, ownLabels } from '../labels.ts';
import { bridgeName } from './bridge-name.ts';

export interface PackagesProxyOptions extends ObjectOwner {
  readonly docker: Docker;
  /** What prepareNetworkImage made of `packages`. */
  readonly image: string;
  /** Further names that sandboxes may reach; `.example.org` is everything below it. */
  readonly hosts: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

export interface PackagesProxy {
  /** Of the container: to connect it to the networks of sessions. */
  readonly name: string;
  /** Removes the container and its network; what it has cached stays in its volume. Idempotent. */
  release(): Promise<void>;
}

function packagesProxyName(instance: string): string {
  return `drydock-packages-${instance}`;
}

/**
 * Starts the caching way to package mirrors for all sandboxes of egress `packages` of an instance, anew: it holds no
 * state but its cache. Resolves when it answers. Rejects with HostError PROXY_NOT_STARTED.
 */
export async function startPackagesProxy(options: PackagesProxyOptions): Promise<PackagesProxy> {
  const name = packagesProxyName(options.instance);
  const release = () => releaseProxy(options.docker, name);
  await release();
  try {
    await options.docker.createNetwork(networkSpec(options, name));
    const container = await options.docker.createContainer(containerSpec(options, name));
    await container.start();
    await untilAnswers(container, options.signal);
    return { name, release };
  } catch (error) {
    await release();
    throw error;
  }
}

const MIB = 1024 * 1024;
const MEMORY = 256 * MIB;
/** User `proxy` of Debian. */
const USER = 13;
/** A socket that listens on the proxy's port, as the kernel writes it. */
const LISTENING = `:0${PROXY_PORT.toString(16)} .* 0A `;
/** In milliseconds; the first start makes the cache's folders. */
const START_LIMIT = 30_000;
const TURN = 100;

function networkSpec(owner: ObjectOwner, name: string): Docker.NetworkCreateOptions {
  return {
    Name: name,
    Labels: ownLabels(owner, 'packages'),
    // The firewall holds it as it holds a sandbox: to the internet, and to nothing of this box and its networks.
    Options: {
      'com.docker.network.bridge.name': bridgeName('open', randomBytes(8).toString('hex')),
    },
  };
}

function containerSpec(
  { image, hosts, ...owner }: PackagesProxyOptions,
  name: string,
): Docker.ContainerCreateOptions {
  const Labels = ownLabels(owner, 'packages');
  const VolumeOptions = { NoCopy: false, Labels, DriverConfig: { Name: 'local', Options: {} } };
  const mine = `uid=${USER},gid=${USER},mode=0700`;
  return {
    name,
    Image: image,
    Hostname: 'packages',
    Labels,
    Env: [`ALLOWED=${hosts.join(' ')}`],
    HostConfig: {
      NetworkMode: name,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      // It is on every session's network, and a router between none of them.
      Sysctls: { 'net.ipv4.ip_forward': '0' },
      ReadonlyRootfs: true,
      Tmpfs: { '/run/squid': `rw,nosuid,nodev,noexec,${mine}`, '/dev/shm': 'rw,nosuid,nodev' },
      Mounts: [{ Type: 'volume', Source: name, Target: '/var/spool/squid', VolumeOptions }],
      Memory: MEMORY,
      MemorySwap: MEMORY,
      PidsLimit: 64,
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '2' } },
    },
  };
}

async function untilAnswers(container: Docker.Container, signal?: AbortSignal): Promise<void> {
  const limit = Date.now() + START_LIMIT;
  while (!(await listens(container))) {
    const { State, RestartCount } = await container.inspect();
    if (RestartCount > 0 || !State.Running || Date.now() > limit) {
      const log = await container.logs({ stdout: true, stderr: true, tail: 5 });
      throw new HostError({
        code: 'PROXY_NOT_STARTED',
        message: `The package proxy did not start: ${printable(log)}`,
        hint: 'Start again. If it stays so: docker logs of its container says more; DRYDOCK_EGRESS=open works without it.',
      });
    }
    await delay(TURN, undefined, { signal });
  }
}

/** By the kernel's table of its namespace: asking from outside would need a way in. */
async function listens(container: Docker.Container): Promise<boolean> {
  try {
    const exec = await container.exec({
      Cmd: ['grep', '-qi', LISTENING, '/proc/net/tcp6', '/proc/net/tcp'],
    });
    const stream = await exec.start({});
    await new Promise((resolve) => stream.on('close', resolve).on('end', resolve).resume());
    return (await exec.inspect()).ExitCode === 0;
  } catch (error) {
    // It has ended, or is starting again: why, whoever asks finds out.
    if (isStatus(error, 409)) return false;
    throw error;
  }
}

function printable(log: Buffer): string {
  return String(log)
    .replaceAll(/[^\x20-\x7e\n]/g, '')
    .trim();
}

async function releaseProxy(docker: Docker, name: string): Promise<void> {
  await docker.getContainer(name).remove({ force: true, v: true }).catch(whenGone);
  await docker.getNetwork(name).remove().catch(whenGone);
}

function whenGone(error: unknown): void {
  // 404: released before; 409: being removed by somebody else just now.
  if (!isStatus(error, 404, 409)) throw error;
}
