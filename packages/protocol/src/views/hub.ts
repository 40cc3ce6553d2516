import { z } from 'zod';
import { byteCount, digest, moment } from './values.ts';

/** As registries allow it: lower case, parts between `/`, none of them empty or a step up. */
export const repositoryName = z
  .string()
  .max(255)
  .regex(/^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/);
export const tagName = z.string().regex(/^[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}$/);

const repositorySchema = z.object({
  name: z.string(),
  /** Of the learner's account. */
  own: z.boolean(),
  tags: z.array(
    z.object({
      tag: z.string(),
      digest,
      /** Compressed, all layers. */
      size: byteCount,
      pushed: moment.nullable(),
    }),
  ),
});
export type HubRepository = z.infer<typeof repositorySchema>;

/** What the learner sees of the class hub: their own repositories, then the class's. */
export const hubViewSchema = z.object({
  /** Null where no hub runs. */
  account: z.string().nullable(),
  repositories: z.array(repositorySchema),
});
export type HubView = z.infer<typeof hubViewSchema>;
