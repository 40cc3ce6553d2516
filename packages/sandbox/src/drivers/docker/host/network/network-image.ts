import { contentHash } from '../images/content-hash.ts';
import { packFiles, readFolder } from '../images/context.ts';
import { type ImageContext, prepareDebianBase } from '../images/debian-base.ts';
import { buildImage } from '../images/image-build.ts';
import { imageExists } from '../images/images.ts';
import { infraFolder } from '../images/infra.ts';
import { ownLabels } from '../labels.ts';

/** Debian with one program and what of ours belongs to it, from the folder of this name in `infra`. */
export type NetworkImage = 'firewall' | 'packages';

/** What the names of all versions of it begin with. */
export function networkImageName(image: NetworkImage): string {
  return `drydock/${image}`;
}

/** Makes what is missing of it; resolves with its tag. Rejects with HostError PACKAGES_UNAVAILABLE, IMAGE_BUILD_FAILED. */
export async function prepareNetworkImage(
  context: ImageContext,
  image: NetworkImage,
): Promise<string> {
  const { docker, mirror, report, signal } = context;
  const folder = await readFolder(`${infraFolder}/${image}`);
  const files = folder.filter(({ path }) => path !== 'README.md');
  const tag = `${networkImageName(image)}:${contentHash(files, [mirror ?? ''])}`;
  if (await imageExists(docker, tag)) return tag;
  const base = await prepareDebianBase(context);
  report(`building ${tag}`);
  await buildImage({
    ...{ docker, tag, signal },
    context: packFiles(files),
    args: { BASE: base },
    labels: ownLabels(context, 'image'),
    onLine: report,
  });
  return tag;
}
