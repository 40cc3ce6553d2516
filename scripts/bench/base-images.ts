import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';
import { askEngine } from './engine-request.ts';

/** What the catalogue's images are called on the outer engine, before the name that learners write. */
export const OUTER_PREFIX = 'drydock/base/';

/** Of the short form: enough to see that it works. */
const SMALLEST = 2;

/** Names of the catalogue's images on the outer engine, with their tags; in the short form of the smallest alone. */
export async function baseImages({ docker }: Box, bench: Bench): Promise<readonly string[]> {
  const images = await docker.listImages({ filters: { reference: [`${OUTER_PREFIX}*`] } });
  const names = images
    .toSorted((a, b) => a.Size - b.Size)
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .filter(isBaseImage);
  return bench.short ? names.slice(0, SMALLEST) : names;
}

/** As a learner's engine lists it. */
export function learnersName(image: string): string {
  return image.slice(OUTER_PREFIX.length);
}

/**
 * Runs work with one tar of images, as `docker save` makes it, on the disk of the engine. The layers that they share
 * are in it once.
 */
export async function withImageTar<T>(
  { bench, box, images }: { bench: Bench; box: Box; images: readonly string[] },
  work: (tar: string) => Promise<T>,
): Promise<T> {
  const folder = join(box.home, 'cache', box.instance);
  const tar = join(folder, 'images.tar');
  await mkdir(folder, { recursive: true });
  try {
    // dockerode saves single images only, and then every tar has the common layers again.
    const query = images.map((name) => `names=${encodeURIComponent(name)}`).join('&');
    const saved = await askEngine({
      box,
      method: 'GET',
      path: `/images/get?${query}`,
      signal: bench.signal,
    });
    await pipeline(saved, createWriteStream(tar));
    const { size } = await stat(tar);
    bench.say(`${images.length} images saved as a tar of ${Math.round(size / 1e6)} MB`);
    return await work(tar);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isBaseImage(name: string): boolean {
  return name.startsWith(OUTER_PREFIX);
}
