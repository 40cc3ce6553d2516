import { diagnosticSchema, labSummarySchema, publicLabSchema } from '@drydock/lab-format/schema';
import { z } from 'zod';
import { isolationSchema, problemSchema, sessionId } from './entities.ts';

/** GET /api/labs. A broken lab is named with its diagnostics; the others are there all the same. */
export const labListSchema = z.object({
  labs: z.array(labSummarySchema),
  broken: z.array(z.object({ slug: z.string(), diagnostics: z.array(diagnosticSchema) })),
  isolation: isolationSchema,
});
export type LabList = z.infer<typeof labListSchema>;

/** GET /api/labs/:slug */
export const labAnswerSchema = z.object({
  lab: publicLabSchema,
  /** Only in a preview: see labPreviewSchema. */
  revision: z.number().int().nonnegative().optional(),
});
export type LabAnswer = z.infer<typeof labAnswerSchema>;

/** GET /api/labs/:slug/files: what a workspace begins with, as far as it is text. */
export const labFilesSchema = z.object({
  files: z.array(z.object({ path: z.string(), text: z.string() })),
});
export type LabFiles = z.infer<typeof labFilesSchema>;

/** POST /api/sessions. The learner's running session of the same lab is taken up again. */
export const startSessionSchema = z.object({ lab: z.string().min(1).max(200) });
export type StartSession = z.infer<typeof startSessionSchema>;

/** A session in lists and as the answer to POST and GET /api/sessions/:id */
export const sessionInfoSchema = z.object({ session: sessionId, lab: z.string() });
export type SessionInfo = z.infer<typeof sessionInfoSchema>;

/** How many steps that have checks there are, and in how many of them all have passed. */
export const progressSchema = z.object({
  done: z.number().int().nonnegative(),
  all: z.number().int().nonnegative(),
});
export type Progress = z.infer<typeof progressSchema>;

/** GET /api/sessions: the learner's own, the one that was begun first at the beginning. */
export const sessionListSchema = z.object({
  sessions: z.array(sessionInfoSchema.extend({ progress: progressSchema })),
});
export type SessionList = z.infer<typeof sessionListSchema>;

/** GET /api/health; 503 when degraded. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  engine: z.boolean(),
  /** Null where no hub runs. */
  hub: z.boolean().nullable(),
  isolation: isolationSchema,
  /** Sandboxes started ahead: how many should wait now, how many do, how many are on their way. */
  pool: z.object({
    target: z.number().int().nonnegative(),
    ready: z.number().int().nonnegative(),
    starting: z.number().int().nonnegative(),
  }),
});

/** Any answer with a status of 400 or more. */
export const errorAnswerSchema = z.object({
  error: problemSchema,
  diagnostics: z.array(diagnosticSchema).optional(),
});
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
