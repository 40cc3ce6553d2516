import { withTag } from '../images/catalogue.ts';
import { contentHash } from '../images/content-hash.ts';
import { packFiles, readFolder } from '../images/context.ts';
import { type ImageContext, prepareDebianBase } from '../images/debian-base.ts';
import { buildImage, followStream } from '../images/image-build.ts';
import { imageExists } from '../images/images.ts';
import { infraFolder } from '../images/infra.ts';
import type { PreparedBaseImage } from '../images/standins.ts';
import { ownLabels } from '../labels.ts';
import { startOpenRegistry } from './hub-open-registry.ts';

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
  const { docker } = context;
  // Names of an owner are those of learners' accounts there: what has one is in sandboxes alone.
  const images = context.images.filter(({ name }) => !name.includes('/'));
  const folder = await readFolder(`${infraFolder}/hub`);
  const files = folder.filter(({ path }) => path !== 'README.md');
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
      labels: ownLabels(context, 'image'),
      onLine: context.report,
      signal: context.signal,
    });
  }
  await bake({ ...context, images }, { from: softwareTag, hash, tag });
  return tag;
}

interface Baking {
  readonly from: string;
  readonly hash: string;
  readonly tag: string;
}

/** Pushes the base images into a registry made from the software's image, then makes an image of that. */
async function bake(context: HubImageContext, { from, hash, tag }: Baking): Promise<void> {
  const { docker, instance, home, signal } = context;
  const registry = await startOpenRegistry({ docker, instance, home, image: from, signal });
  try {
    await pushAll(context, registry.address);
    const release = packFiles([{ path: 'release', content: Buffer.from(hash), mode: 0o644 }]);
    await registry.container.putArchive(release as NodeJS.ReadableStream, {
      path: '/srv/registry',
    });
    await registry.container.stop();
    const [repo, version] = tag.split(':');
    const own = Object.entries(ownLabels(context, 'image'));
    const labels = own.map(([key, value]) => `LABEL ${key}=${value}`);
    const changes = ['CMD ["/usr/lib/drydock/hub"]', ...labels];
    await registry.container.commit({ repo, tag: version, changes });
  } finally {
    await registry.release();
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
