import type { Root } from 'hast';
import { z } from 'zod';

/** Where something stands in a lab's source. Lines and columns count from 1. */
export const positionSchema = z.object({
  file: z.string(),
  line: z.number().int().positive(),
  column: z.number().int().positive(),
});
export type Position = z.infer<typeof positionSchema>;

/** Something an author should know about: where, which rule, and how to mend it. */
export const diagnosticSchema = positionSchema.extend({
  severity: z.enum(['error', 'warning']),
  rule: z.string(),
  message: z.string(),
  fix: z.string().optional(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** Sanitised hypertext syntax tree. It is checked where it is made; on the wire it is taken as it is. */
const hastSchema = z.custom<Root>(
  (value) =>
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'root',
);

const blockId = z.string().min(1);
const terminalName = z.string().regex(/^T[1-9][0-9]?$/);

/** Numbers of lines to point out, from 1. */
const emphasis = z.array(z.number().int().positive()).optional();

/** A command to type into a terminal, as one or more whole shell statements. */
const runBlockSchema = z.object({
  type: z.literal('run'),
  id: blockId,
  code: z.string(),
  language: z.string(),
  terminal: terminalName,
  runnable: z.boolean(),
  copyable: z.boolean(),
  emphasis,
  highlighted: hastSchema.optional(),
});

/** A file to write into the workspace. `path` is relative to the workspace. */
const fileBlockSchema = z.object({
  type: z.literal('file'),
  id: blockId,
  path: z.string(),
  text: z.string(),
  language: z.string(),
  emphasis,
  highlighted: hastSchema.optional(),
});

/** A named check of the lab; its script stays on the server. */
const checkBlockSchema = z.object({
  type: z.literal('check'),
  id: blockId,
  name: z.string(),
  label: z.string(),
});

/** A link to a port that the learner publishes. */
const portBlockSchema = z.object({
  type: z.literal('port'),
  id: blockId,
  port: z.number().int().min(1).max(65535),
  path: z.string(),
  label: z.string(),
});

/** Sample output: shown, never run. */
const outputBlockSchema = z.object({
  type: z.literal('output'),
  id: blockId,
  text: z.string(),
  language: z.string(),
});

export const blockSchema = z.discriminatedUnion('type', [
  runBlockSchema,
  fileBlockSchema,
  checkBlockSchema,
  portBlockSchema,
  outputBlockSchema,
]);
export type Block = z.infer<typeof blockSchema>;
export type RunBlock = z.infer<typeof runBlockSchema>;
export type FileBlock = z.infer<typeof fileBlockSchema>;
export type CheckBlock = z.infer<typeof checkBlockSchema>;
export type PortBlock = z.infer<typeof portBlockSchema>;
export type OutputBlock = z.infer<typeof outputBlockSchema>;

/**
 * One page of a lab. `body` holds an element `<drydock-block id="...">` where each block of `blocks` stands;
 * hints and solutions are `<details class="hint">` and `<details class="solution">`.
 */
export const stepSchema = z.object({
  id: z.string(),
  title: z.string(),
  body: hastSchema,
  blocks: z.array(blockSchema),
});
export type Step = z.infer<typeof stepSchema>;

export const labSummarySchema = z.object({
  slug: z.string(),
  title: z.string(),
  description: z.string(),
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  /** Minutes that a learner is expected to take. */
  duration: z.number().positive().optional(),
  steps: z.number().int().nonnegative(),
});
export type LabSummary = z.infer<typeof labSummarySchema>;

/** A lab as the learner's page gets it: no check scripts, no solution scripts. */
export const publicLabSchema = labSummarySchema.omit({ steps: true }).extend({
  images: z.array(z.string()),
  ports: z.array(z.number().int()),
  terminals: z.array(terminalName).min(1),
  steps: z.array(stepSchema),
});
export type PublicLab = z.infer<typeof publicLabSchema>;

/** A script of the lab, run in the sandbox. */
export interface LabScript {
  readonly name: string;
  readonly source: string;
}

/** A file that the lab puts into the workspace before the first step. */
export interface LabFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly executable: boolean;
}

/** A whole lab as the server holds it. */
export interface Lab extends PublicLab {
  /** By name, as in `checks/<name>.sh`. */
  readonly checks: ReadonlyMap<string, LabScript>;
  /** By step id, as in `solution/<step>.sh`. */
  readonly solutions: ReadonlyMap<string, LabScript>;
  readonly files: readonly LabFile[];
}
