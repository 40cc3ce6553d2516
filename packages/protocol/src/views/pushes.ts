import { z } from 'zod';
import { byteCount, digest, moment } from './values.ts';

const pushedLayerSchema = z.object({
  digest,
  /** Compressed, as it goes over the network. */
  size: byteCount,
  /** `mounted`: from another repository of the hub, without an upload. */
  outcome: z.enum(['uploaded', 'mounted', 'exists']),
});
export type PushedLayer = z.infer<typeof pushedLayerSchema>;

const pushSchema = z.object({
  id: z.string(),
  /** `learner-1/app` */
  repository: z.string(),
  /** Null for a push by digest. */
  tag: z.string().nullable(),
  digest,
  at: moment,
  /** The lowest first. */
  layers: z.array(pushedLayerSchema),
});
export type Push = z.infer<typeof pushSchema>;

/** What the learner's account has pushed to the hub, the newest first. */
export const pushesViewSchema = z.object({ pushes: z.array(pushSchema) });
export type PushesView = z.infer<typeof pushesViewSchema>;
