import { chmod, mkdir, readFile, rmdir } from 'node:fs/promises';
import type Docker from 'dockerode';
import { contentHash } from '../images/content-hash.ts';
import { packFiles } from '../images/context.ts';
import { isStatus } from '../images/images.ts';
import { ownLabels } from '../labels.ts';
import { hubAnswers } from './hub-answers.ts';
import type { Pki } from './pki.ts';

export interface HubOptions {
  readonly docker: Docker;
  readonly instance: string;
  readonly home: string;
  /** What prepareHubImage made. */
  readonly image: string;
  readonly pki: Pki;
  /** Folder of the box in which the server puts `token.sock`; made when it is missing. */
  readonly socketDir: string;
  /** `volume`: what learners push outlives the container, and newer base images are merged in. `ephemeral`: it does not. */
  readonly storage: 'volume' | 'ephemeral';
  readonly signal?: AbortSignal | undefined;
}

export interface Hub {
  readonly id: string;
  /** To connect it to the networks of sessions. */
  readonly name: string;
  /** On the hub's own network. */
  readonly address: string;
  /** Removes the container, its network and the socket's folder when that is empty; a volume stays. Idempotent. */
  release(): Promise<void>;
}

/** The hub's container, and its network. */
export function hubName(instance: string): string {
  return `drydock-hub-${instance}`;
}

/**
 * The class hub of an instance: a registry that answers as Docker Hub on port 443 of each of its networks, to all who
 * trust the class CA. A hub that runs already and would be the same is kept, with the networks it is connected to.
 * Resolves when it answers. Rejects with HostError HUB_NOT_STARTED.
 */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { instance, socketDir } = options;
  await mkdir(socketDir, { recursive: true });
  // The hub is another user of the box and must get through to the socket, whatever the umask was.
  await chmod(socketDir, 0o755);
  const name = hubName(instance);
  await ensureNetwork(options, name);
  const container = await ensureContainer(options, name);
  const address = await hubAnswers({
    container,
    network: name,
    pki: options.pki,
    signal: options.signal,
  });
  const { Id } = await container.inspect();
  return { id: Id, name, address, release: () => releaseHub(options, name) };
}

const MIB = 1024 * 1024;
/** User `hub` of the image. */
const HUB_USER = 65532;
const KEYS = '/etc/drydock/keys';
const CONTENT_LABEL = 'io.drydock.content';
/** Upload states, blob descriptors and TLS sessions of a class; a layer passes through in pieces. */
const MEMORY = 384 * MIB;

async function ensureNetwork(options: HubOptions, name: string): Promise<void> {
  const { docker } = options;
  try {
    await docker.getNetwork(name).inspect();
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    // Internal: the hub calls nobody, and whoever gets into it finds no way out.
    await docker.createNetwork({ Name: name, Internal: true, Labels: ownLabels(options, 'hub') });
  }
}

async function ensureContainer(options: HubOptions, name: string): Promise<Docker.Container> {
  const { docker, pki } = options;
  const keys = await Promise.all([
    keyFile('hub.crt', pki.hubCertFile),
    keyFile('hub.key', pki.hubKeyFile),
    keyFile('token.crt', pki.tokenCertFile),
  ]);
  const spec = containerSpec(options, name);
  const content = contentHash(keys, [JSON.stringify(spec)]);
  const present = docker.getContainer(name);
  const state = await inspectPresent(present);
  if (state?.content === content) {
    if (!state.running) await present.start();
    return present;
  }
  if (state !== undefined) await present.remove({ force: true, v: true });
  const container = await docker.createContainer({
    ...spec,
    Labels: { ...spec.Labels, [CONTENT_LABEL]: content },
  });
  try {
    // Not a bind mount: the key is for its owner alone, and the hub is somebody else.
    const archive = packFiles(keys, HUB_USER) as NodeJS.ReadableStream;
    await container.putArchive(archive, { path: KEYS });
    await container.start();
    return container;
  } catch (error) {
    await container.remove({ force: true, v: true });
    throw error;
  }
}

interface PresentHub {
  readonly content: string | undefined;
  readonly running: boolean;
}

async function inspectPresent(container: Docker.Container): Promise<PresentHub | undefined> {
  try {
    const { Config, State } = await container.inspect();
    return { content: Config.Labels[CONTENT_LABEL], running: State.Running };
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

function containerSpec(options: HubOptions, name: string): Docker.ContainerCreateOptions {
  const { image, socketDir, storage } = options;
  const Labels = ownLabels(options, 'hub');
  const VolumeOptions = { NoCopy: false, Labels, DriverConfig: { Name: 'local', Options: {} } };
  const mine = `uid=${HUB_USER},gid=${HUB_USER},mode=0700`;
  const persistent = storage === 'volume';
  return {
    name,
    Image: image,
    Hostname: 'hub',
    Labels,
    Env: persistent ? ['HUB_STORAGE=/srv/volume'] : [],
    HostConfig: {
      NetworkMode: name,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Sysctls: {
        'net.ipv4.ip_unprivileged_port_start': '443',
        // It is on every session's network, and a router between none of them.
        'net.ipv4.ip_forward': '0',
      },
      // Without a volume the storage is the container's own layer, over the base images in the image.
      ReadonlyRootfs: persistent,
      Tmpfs: { '/run/hub': `rw,nosuid,nodev,noexec,${mine}` },
      Mounts: [
        { Type: 'bind', Source: socketDir, Target: '/run/drydock', ReadOnly: true },
        // With no name: it goes when the container is removed.
        { Type: 'volume', Source: '', Target: KEYS, VolumeOptions },
        ...(persistent
          ? [{ Type: 'volume' as const, Source: name, Target: '/srv/volume', VolumeOptions }]
          : []),
      ],
      Memory: MEMORY,
      MemorySwap: MEMORY,
      PidsLimit: 128,
      RestartPolicy: { Name: 'unless-stopped' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '5m', 'max-file': '2' } },
    },
  };
}

async function keyFile(path: string, file: string) {
  return { path, content: await readFile(file), mode: 0o400 };
}

async function releaseHub({ docker, socketDir }: HubOptions, name: string): Promise<void> {
  await docker.getContainer(name).remove({ force: true, v: true }).catch(whenGone);
  await docker.getNetwork(name).remove().catch(whenGone);
  // A server that still listens in it keeps it.
  await rmdir(socketDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error;
  });
}

function whenGone(error: unknown): void {
  // 404: released before; 409: being removed by somebody else just now.
  if (!isStatus(error, 404, 409)) throw error;
}
