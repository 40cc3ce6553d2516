import { z } from 'zod';

/** Every form that engines push; the registry gives what it has. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const partSchema = z.object({ size: z.number().int().nonnegative() });
const imageSchema = z.object({ config: partSchema, layers: z.array(partSchema) });
const indexSchema = z.object({
  manifests: z.array(
    z.object({
      digest: z.string(),
      platform: z.object({ os: z.string(), architecture: z.string() }).optional(),
    }),
  ),
});

/**
 * Bytes that a pull of it fetches: its layers, compressed, and its settings. Of an image for several platforms the
 * first that is one: builders list what they attest among them.
 */
export async function sizeOfManifest(
  digest: string,
  read: (digest: string) => Promise<unknown>,
): Promise<number> {
  const manifest = await read(digest);
  const direct = sizeOfImage(manifest);
  if (direct !== undefined) return direct;
  const index = indexSchema.safeParse(manifest);
  const first = index.data?.manifests.find(({ platform }) => platform?.os !== 'unknown');
  return (first && sizeOfImage(await read(first.digest))) ?? 0;
}

function sizeOfImage(manifest: unknown): number | undefined {
  const image = imageSchema.safeParse(manifest);
  if (!image.success) return undefined;
  const { config, layers } = image.data;
  return layers.reduce((sum, { size }) => sum + size, config.size);
}
