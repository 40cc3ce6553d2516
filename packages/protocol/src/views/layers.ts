import { z } from 'zod';
import { byteCount, moment } from './values.ts';

const layerSchema = z.object({
  /**
   * Images with equal ids share the layer and all below it. Null for what holds no files and is only a setting:
   * ENV, CMD, EXPOSE.
   */
  chainId: z.string().nullable(),
  /** What it takes unpacked; what is shared is held once. */
  size: byteCount,
  /** As in the Dockerfile, `RUN make`; empty where the image does not say. */
  instruction: z.string(),
  /** Null where the image does not say. */
  created: moment.nullable(),
});
export type Layer = z.infer<typeof layerSchema>;

const layerContainerSchema = z.object({
  id: z.string(),
  name: z.string(),
  running: z.boolean(),
  /** Of its own layer: what it has written, without what it has from the image. */
  size: byteCount,
  /** What differs from its image; folders only where nothing in them is named. */
  changes: z.array(z.object({ path: z.string(), kind: z.enum(['added', 'changed', 'removed']) })),
  /** There are more than are listed. */
  changesTruncated: z.boolean(),
});
export type LayerContainer = z.infer<typeof layerContainerSchema>;

const layeredImageSchema = z.object({
  id: z.string(),
  /** `app:latest`; none for an image that lost its name. */
  tags: z.array(z.string()),
  /** Built, pulled or tagged since the sandbox began; false for one that came with it. */
  own: z.boolean(),
  created: moment.nullable(),
  /** All its layers. */
  size: byteCount,
  /** The lowest first. */
  layers: z.array(layerSchema),
  containers: z.array(layerContainerSchema),
});
export type LayeredImage = z.infer<typeof layeredImageSchema>;

/** The learner's images, the newest first. */
export const layersViewSchema = z.object({
  images: z.array(layeredImageSchema),
  /** The engine has more than are listed. */
  imagesTruncated: z.boolean(),
});
export type LayersView = z.infer<typeof layersViewSchema>;
