import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** In the home: how large the base images are that this box has, for who has no engine at hand. */
export const IMAGE_SIZES_FILE = 'image-sizes.json';

const sizes = z.record(z.string(), z.number().int().nonnegative());

export interface SizedImage {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Notes the sizes of prepared base images, in bytes, by the names that learners write. Of what was noted before, that
 * stays which `isThere`: runs with other labs have other images. To be called under the host lock.
 */
export async function noteImageSizes(
  home: string,
  images: readonly SizedImage[],
  isThere: (name: string) => Promise<boolean>,
): Promise<void> {
  const file = join(home, IMAGE_SIZES_FILE);
  const noted = Object.fromEntries(images.map(({ name, bytes }) => [name, bytes]));
  for (const [name, bytes] of await readImageSizes(home)) {
    if (noted[name] === undefined && (await isThere(name))) noted[name] = bytes;
  }
  // Whole or not at all: lint may read it at the same time.
  await writeFile(`${file}.new`, `${JSON.stringify(noted, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** By name. Empty where no box was prepared in this home, or where it may not be read: a size is good to know, not needed. */
export async function readImageSizes(home: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(join(home, IMAGE_SIZES_FILE), 'utf8').catch(() => '{}');
  try {
    return new Map(Object.entries(sizes.parse(JSON.parse(text))));
  } catch {
    // Whoever broke the file loses what it said; the next preparation writes it anew.
    return new Map();
  }
}
