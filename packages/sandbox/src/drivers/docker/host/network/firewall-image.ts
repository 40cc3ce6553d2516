import { contentHash } from '../images/content-hash.ts';
import { packFiles, readFolder } from '../images/context.ts';
import { type ImageContext, prepareDebianBase } from '../images/debian-base.ts';
import { buildImage } from '../images/image-build.ts';
import { imageExists } from '../images/images.ts';
import { infraFolder } from '../images/infra.ts';
import { ownLabels } from '../labels.ts';

/** Also what `drydock down` looks for. */
export const FIREWALL_IMAGE = 'drydock/firewall';

/**
 * The image that loads the firewall: Debian's nft, so that the box needs none. Resolves with its tag.
 * Rejects with HostError PACKAGES_UNAVAILABLE, IMAGE_BUILD_FAILED.
 */
export async function prepareFirewallImage(context: ImageContext): Promise<string> {
  const { docker, mirror, report, signal } = context;
  const folder = await readFolder(`${infraFolder}/firewall`);
  const files = folder.filter(({ path }) => path !== 'README.md');
  const tag = `${FIREWALL_IMAGE}:${contentHash(files, [mirror ?? ''])}`;
  if (await imageExists(docker, tag)) return tag;
  const base = await prepareDebianBase(context);
  report('installing nftables');
  await buildImage({
    ...{ docker, tag, signal },
    context: packFiles(files),
    args: { BASE: base },
    labels: ownLabels(context, 'image'),
    onLine: report,
  });
  return tag;
}
