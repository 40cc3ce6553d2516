import { join, resolve } from 'node:path';
import { fullName } from '@drydock/lab-format/lint';
import type { Lab } from '@drydock/lab-format/schema';
import { drydockHome, type MissedImage } from '@drydock/sandbox/docker/host';
import { keepRead } from './lab-images-kept.ts';
import { root } from './settings.ts';

/** Which labs name an image, by its full name: their slugs. */
export type LabImages = ReadonlyMap<string, readonly string[]>;

/**
 * The images of the labs that are served, see `DRYDOCK_LABS` and `DRYDOCK_PREVIEW_LAB`. None where there are no labs to
 * read: the server is the one to say so.
 */
export async function readLabImages(environment: NodeJS.ProcessEnv): Promise<LabImages> {
  const { DRYDOCK_LABS, DRYDOCK_PREVIEW_LAB } = environment;
  if (DRYDOCK_PREVIEW_LAB) {
    const { loadLab } = await import('@drydock/lab-format/folder');
    const { lab } = await loadLab(DRYDOCK_PREVIEW_LAB);
    return imagesOfLabs(lab ? [lab] : []);
  }
  const folder = resolve(DRYDOCK_LABS ?? join(root, 'labs'));
  try {
    return await keepRead({ folder, cache: join(drydockHome(environment), 'cache') }, async () => {
      const { loadLabs } = await import('@drydock/lab-format/folder');
      return imagesOfLabs((await loadLabs(folder)).labs);
    });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return new Map();
    throw error;
  }
}

/** By full name: `redis` and `docker.io/library/redis:latest` are one. */
export function imagesOfLabs(labs: readonly Pick<Lab, 'slug' | 'images'>[]): LabImages {
  const images = new Map<string, string[]>();
  for (const { slug, images: names } of labs) {
    for (const name of new Set(names.map(fullName))) {
      images.set(name, [...(images.get(name) ?? []), slug]);
    }
  }
  return images;
}

/** A line for each image that could not be had: why, whose it is, and what to do. */
export function missedLines(missed: readonly MissedImage[], images: LabImages): string {
  return missed
    .map(({ name, reason }) => {
      const labs = images.get(name) ?? [];
      const whose = labs.length === 0 ? '' : ` of ${labs.join(', ')}`;
      return `The image ${name}${whose} is missing in sandboxes: ${reason}. Use one of the catalogue, or look again with \`drydock prepare\`.\n`;
    })
    .join('');
}
