import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { infraFolder } from './infra.ts';

/** The parent that is no image of the catalogue: the plain Debian that Drydock makes. */
export const DEBIAN_BASE = 'debian-base';

const standIn = z.strictObject({
  build: z.string().regex(/^[a-z0-9-]+$/),
  on: z.string(),
  adds: z.array(z.enum(['trust', 'npm', 'apk'])).default([]),
  differs: z.string().min(1),
});

const baseImage = z.strictObject({
  /** As learners write it; `latest` when there is no tag. */
  name: z.string().regex(/^[a-z0-9-]+(:[A-Za-z0-9_.-]+)?$/),
  description: z.string().min(1),
  pull: z.string().min(1),
  standIn,
});

const catalogue = z
  .strictObject({ images: z.array(baseImage).min(1) })
  .superRefine(({ images }, context) => {
    const known = new Set([DEBIAN_BASE]);
    for (const [index, image] of images.entries()) {
      if (known.has(image.name)) {
        context.addIssue({
          code: 'custom',
          path: ['images', index, 'name'],
          message: `${image.name} is there twice`,
        });
      }
      if (!known.has(image.standIn.on)) {
        context.addIssue({
          code: 'custom',
          path: ['images', index, 'standIn', 'on'],
          message: `${image.standIn.on} is not an image above this one`,
        });
      }
      known.add(image.name);
    }
  });

/** A base image of the catalogue. A stand-in's parent (`standIn.on`) always comes before it. */
export type BaseImage = z.infer<typeof baseImage>;
export type Addition = BaseImage['standIn']['adds'][number];

/** Reads infra/catalogue.yaml. Rejects with an Error that names the file and each mistake in it. */
export async function readCatalogue(
  file = `${infraFolder}/catalogue.yaml`,
): Promise<readonly BaseImage[]> {
  return parseCatalogue(await readFile(file, 'utf8'), file);
}

/** Throws an Error that names the file and each mistake in the text. */
export function parseCatalogue(text: string, file: string): readonly BaseImage[] {
  const result = catalogue.safeParse(parse(text));
  if (result.success) return result.data.images;
  throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
}

/** `alpine` is `alpine:latest`. */
export function withTag(name: string): string {
  return name.includes(':') ? name : `${name}:latest`;
}

/** The name of a base image on the engine: apart from the names that the host's own images have. */
export function baseTag(name: string): string {
  return `drydock/base/${withTag(name)}`;
}
