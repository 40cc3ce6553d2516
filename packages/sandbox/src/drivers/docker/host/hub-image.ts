import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { withTag } from './catalogue.ts';
import { contentHash } from './content-hash.ts';
import { packFiles, readFolder } from './context.ts';
import { type ImageContext, prepareDebianBase } from './debian-base.ts';
import { HostError } from './errors.ts';
import { buildImage, followStream } from './image-build.ts';
import { imageExists, isStatus } from './images.ts';
import { infraFolder } from './infra.ts';
import { ownLabels } from './labels.ts';
import type { PreparedBaseImage } from './standins.ts';

export interface HubImageContext extends ImageContext {
  /** What learners find in the hub as `library/<name>`. */
  readonly images: readonly PreparedBaseImage[];
}

/**
 * The hub's image with the base images in its storage: a hub made from it has them at once, copy-on-write.
 * Resolves with its tag, `drydock/hub:<hash of its content>`; needs no internet once its software is there.
 * Rejects with HostError PACKAGES_UNAVAILABLE, IMAGE_BUILD_FAILED.
 */
export async function prepareHubImage(context: HubImageContext): Promise<string> {
  const { docker, images } = context;
  const files = await readFolder(`${infraFolder}/hub`);
  const contents = images.map(({ name, id }) => `${withTag(name)}@${id}`).sort();
  const software = contentHash(files, [context.mirror ?? '']);
  const hash = contentHash([], [software, ...contents]);
  const tag = `drydock/hub:${hash}`;
  if (await imageExists(docker, tag)) return tag;
  const softwareTag = `drydock/hub-software:${software}`;
  if (!(await imageExists(docker, softwareTag))) {
    const base = await prepareDebianBase(context);
    context.report('installing the registry and nginx of the hub');
    await buildImage({
      docker,
      context: packFiles(files),
      tag: softwareTag,
      args: { BASE: base },
      labels: ownLabels(context.instance, 'image'),
      onLine: context.report,
      signal: context.signal,
    });
  }
  await bake(context, { from: softwareTag, hash, tag });
  await removeOlder(docker, [tag, softwareTag]);
  return tag;
}

/** A hub image is as large as all base images: older ones go, unless a hub still runs from them. */
async function removeOlder(docker: Docker, kept: readonly string[]): Promise<void> {
  const filters = { reference: kept.map((tag) => tag.replace(/:.*/, '')) };
  const tags = (await docker.listImages({ filters })).flatMap(({ RepoTags }) => RepoTags ?? []);
  for (const tag of tags.filter((candidate) => !kept.includes(candidate))) {
    await docker
      .getImage(tag)
      .remove()
      .catch((error: unknown) => {
        // 404: somebody else was first; 409: in use.
        if (!isStatus(error, 404, 409)) throw error;
      });
  }
}

const REGISTRY_PORT = '5000/tcp';

interface Baking {
  readonly from: string;
  readonly hash: string;
  readonly tag: string;
}

/** Pushes the base images into a registry made from the software's image, then makes an image of that. */
async function bake(context: HubImageContext, { from, hash, tag }: Baking): Promise<void> {
  const { docker, instance } = context;
  const labels = ownLabels(instance, 'build');
  const name = `drydock-bake-${randomBytes(6).toString('hex')}`;
  const network = await docker.createNetwork({ Name: name, Labels: labels });
  try {
    const container = await docker.createContainer({
      name,
      Image: from,
      Labels: labels,
      Cmd: ['docker-registry', 'serve', '/etc/drydock/bake.yml'],
      HostConfig: {
        NetworkMode: name,
        CapDrop: ['ALL'],
        // The loopback address: engines push to it without TLS, and nobody else reaches it.
        PortBindings: { [REGISTRY_PORT]: [{ HostIp: '127.0.0.1', HostPort: '' }] },
      },
    });
    try {
      const release = packFiles([{ path: 'release', content: Buffer.from(hash), mode: 0o644 }]);
      await container.putArchive(release as NodeJS.ReadableStream, { path: '/srv/registry' });
      await container.start();
      await pushAll(context, await registryAddress(container, context.signal));
      await container.stop();
      const [repo, version] = tag.split(':');
      const own = Object.entries(ownLabels(instance, 'image'));
      await container.commit({
        repo,
        tag: version,
        changes: [
          'CMD ["/usr/lib/drydock/hub"]',
          ...own.map(([key, value]) => `LABEL ${key}=${value}`),
        ],
      });
    } finally {
      await container.remove({ force: true, v: true });
    }
  } finally {
    await network.remove();
  }
}

/** Engines of 28 publish the port only some moments after the start. */
async function registryAddress(
  container: Docker.Container,
  signal: AbortSignal | undefined,
): Promise<string> {
  const limit = Date.now() + 30_000;
  while (Date.now() < limit) {
    const { NetworkSettings, State } = await container.inspect();
    const port = NetworkSettings.Ports[REGISTRY_PORT]?.[0]?.HostPort;
    if (port !== undefined && (await answers(`http://127.0.0.1:${port}/v2/`))) {
      return `127.0.0.1:${port}`;
    }
    if (!State.Running) break;
    await delay(50, undefined, { ...(signal && { signal }) });
  }
  const log = await container.logs({ stdout: true, stderr: true, tail: 20 });
  throw new HostError({
    code: 'IMAGE_BUILD_FAILED',
    message: `The registry into which the base images are put did not answer:\n${log.toString('utf8')}`,
    hint: 'Try again. If it fails again, see whether the engine can publish ports on 127.0.0.1.',
  });
}

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // Not yet listening; the caller has a limit.
    return false;
  }
}

async function pushAll(
  { docker, images, report, signal }: HubImageContext,
  registry: string,
): Promise<void> {
  for (const { name, image } of images) {
    report(`putting ${name} into the hub`);
    const [repository, tag] = withTag(name).split(':');
    const repo = `${registry}/library/${repository}`;
    await docker.getImage(image).tag({ repo, tag: tag ?? 'latest' });
    const pushed = docker.getImage(`${repo}:${tag}`);
    try {
      // Engines of 20.10 refuse a push without credentials, even where none are needed.
      const options = { authconfig: { username: '', password: '', serveraddress: registry } };
      const stream = await pushed.push({ ...options, ...(signal && { abortSignal: signal }) });
      await followStream({ stream, name: `${repo}:${tag}` });
    } finally {
      await pushed.remove({ noprune: true });
    }
  }
}
