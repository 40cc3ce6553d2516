import { z } from 'zod';
import { milliseconds, moment } from './values.ts';

/** Why a step was done again and not taken from the cache. Steps are named as in `steps`. */
export const stepReasonSchema = z.discriminatedUnion('type', [
  /** No build of this Dockerfile is known from before. */
  z.object({ type: z.literal('first-build') }),
  /** `before` is what stood in its place; null: nothing did. */
  z.object({ type: z.literal('instruction-changed'), before: z.string().nullable() }),
  z.object({
    type: z.literal('files-changed'),
    /** As far as they are known; relative to the workspace. */
    files: z.array(
      z.object({
        path: z.string(),
        /** From the change to the start of the build; null where the moment is not known. */
        secondsBefore: z.number().nonnegative().nullable(),
      }),
    ),
  }),
  /** The image below is another: what is in it, by digest or chain id; null where that is not known. */
  z.object({
    type: z.literal('base-changed'),
    image: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
  /** Not the step itself, but what holds for it: `ARG A=1` or `ENV A=1` has become `ENV A=2`; null: there was none, or is. */
  z.object({
    type: z.literal('setting-changed'),
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
  /** A step that it builds on was done again. */
  z.object({ type: z.literal('after'), step: z.string() }),
  z.object({ type: z.literal('no-cache') }),
  /** It is the same as before: its result has gone from the cache, or never got there. */
  z.object({ type: z.literal('cache-removed') }),
  z.object({ type: z.literal('unknown') }),
]);
export type StepReason = z.infer<typeof stepReasonSchema>;

const buildStepSchema = z.object({
  /** `[2/4] RUN make`, `[build 1/3] FROM debian`: no other step of the build has this name. */
  name: z.string(),
  /** `RUN make` */
  instruction: z.string(),
  /** Of a Dockerfile with several. */
  stage: z.string().nullable(),
  /** Since the build's start; null when it has not begun. */
  startedMs: milliseconds.nullable(),
  /** Null when it has not ended. */
  durationMs: milliseconds.nullable(),
  cached: z.boolean(),
  failed: z.boolean(),
  /** Null for a step from the cache and for one that has not begun. */
  reason: stepReasonSchema.nullable(),
});
export type BuildStep = z.infer<typeof buildStepSchema>;

/** Steps by their names: with `move` below `below`, the build would have been faster. */
const buildAdviceSchema = z.object({
  move: z.string(),
  below: z.string(),
  /** Files that `below` needs of what `move` copies: they are to be copied by themselves, above it. */
  first: z.array(z.string()),
  savesMs: milliseconds,
});
export type BuildAdvice = z.infer<typeof buildAdviceSchema>;

const buildSchema = z.object({
  ref: z.string(),
  started: moment,
  /** Null while it runs. */
  ended: moment.nullable(),
  tags: z.array(z.string()),
  /** The image that it made, by id. */
  image: z.string().nullable(),
  /** What went wrong. */
  failed: z.string().nullable(),
  /** In the order of the Dockerfile, one stage after the other. */
  steps: z.array(buildStepSchema),
  advice: z.array(buildAdviceSchema),
});
export type Build = z.infer<typeof buildSchema>;

/** The newest builds of the learner's engine, the newest first. */
export const buildsViewSchema = z.object({ builds: z.array(buildSchema) });
export type BuildsView = z.infer<typeof buildsViewSchema>;
