import type { Sandbox } from '@drydock/sandbox';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { withinLimit } from '../time-limit.ts';

const LAYERS = '/usr/lib/drydock/layers';
const LIMIT_MS = 20_000;
const ANSWER_LIMIT_MS = LIMIT_MS + 2_000;
const MAX_OUTPUT = 8 * 1024 * 1024;

const historySchema = z.array(
  z.object({
    /** Seconds since 1970; 0 or less where the image does not say. */
    Created: z.number(),
    CreatedBy: z.string(),
    Size: z.number(),
  }),
);

const toldSchema = z.object({
  images: z.array(
    z.object({
      image: z.object({
        Id: z.string(),
        RepoTags: z.array(z.string()).nullish(),
        Created: z.string().nullish(),
        Size: z.number(),
        RootFS: z.object({ Layers: z.array(z.string()).nullish() }),
      }),
      /** The newest first. */
      history: historySchema,
    }),
  ),
  more: z.boolean(),
  /** Ids of the images that came with the sandbox, by tag. */
  seed: z.record(z.string(), z.string()),
  containers: z.array(
    z.object({
      container: z.object({
        Id: z.string(),
        Names: z.array(z.string()).nullish(),
        ImageID: z.string(),
        State: z.string(),
        SizeRw: z.number().nullish(),
      }),
      changes: z.array(z.object({ Path: z.string(), Kind: z.number() })),
    }),
  ),
});

/** Images and containers as the engine's API tells of them. */
export type ToldLayers = z.infer<typeof toldSchema>;
export type ToldHistory = z.infer<typeof historySchema>;

/** Asks the engine in the sandbox, in one command. SANDBOX_ENGINE_DOWN. */
export async function askLayers(sandbox: Pick<Sandbox, 'exec'>): Promise<ToldLayers> {
  const running = sandbox.exec({ command: [LAYERS], timeout: LIMIT_MS, maxOutput: MAX_OUTPUT });
  const { exitCode, stdout, stderr } = await withinLimit(running, ANSWER_LIMIT_MS);
  if (exitCode !== 0) {
    throw new Failure('SANDBOX_ENGINE_DOWN', { detail: stderr.trim().slice(0, 200) });
  }
  return toldSchema.parse(JSON.parse(stdout));
}
