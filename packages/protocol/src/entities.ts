import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import { ERRORS } from './errors.ts';

export const terminalName = z.string().regex(/^T[1-9][0-9]?$/);
export const sessionId = z.string().regex(/^[a-z0-9]{20}$/);
export const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/** An error as a user sees it: what happened (`message`) and what to do (`hint`). */
export const problemSchema = z.object({
  code: errorCode,
  message: z.string(),
  hint: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

export const sandboxStatusSchema = z.discriminatedUnion('status', [
  /** `stage` is what is being done, in words for the learner. */
  z.object({ status: z.literal('starting'), stage: z.string() }),
  z.object({ status: z.literal('ready') }),
  z.object({ status: z.literal('failed'), problem: problemSchema }),
  /** It ran and has stopped; the workspace is kept. */
  z.object({ status: z.literal('gone'), problem: problemSchema }),
]);
export type SandboxStatus = z.infer<typeof sandboxStatusSchema>;

/** Positions are byte offsets into a terminal's output since it was opened. */
export const terminalInfoSchema = z.object({
  terminal: terminalName,
  position: z.number().int().nonnegative(),
});
export type TerminalInfo = z.infer<typeof terminalInfoSchema>;

/** A port published by a container in the sandbox, and where its preview is. */
export const publishedPortSchema = z.object({
  port: z.number().int().min(1).max(65535),
  containerPort: z.number().int().min(1).max(65535),
  container: z.string(),
  url: z.string(),
});
export type PublishedPort = z.infer<typeof publishedPortSchema>;

export const checkOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('pass') }),
  /** The learner is not there yet; `why` says what was found. */
  z.object({ outcome: z.literal('not-yet'), why: z.string() }),
  /** The platform failed, not the learner. */
  z.object({ outcome: z.literal('our-fault'), problem: problemSchema }),
]);
export type CheckOutcome = z.infer<typeof checkOutcomeSchema>;

/** The learner's account at the hub. */
export const hubLoginSchema = z.object({
  registry: z.string(),
  username: z.string(),
  password: z.string(),
});
export type HubLogin = z.infer<typeof hubLoginSchema>;

/** `path` is relative to the workspace, with `/` between its parts. */
export const fileEntrySchema = z.object({
  path: z.string(),
  kind: z.enum(['file', 'folder']),
  /** Bytes; 0 for a folder. */
  size: z.number().int().nonnegative(),
});
export type FileEntry = z.infer<typeof fileEntrySchema>;

/** Everything a page needs to show a session, at once. */
export const sessionSnapshotSchema = z.object({
  session: sessionId,
  lab: z.string(),
  sandbox: sandboxStatusSchema,
  terminals: z.array(terminalInfoSchema),
  ports: z.array(publishedPortSchema),
  checks: z.record(z.string(), checkOutcomeSchema),
  hub: hubLoginSchema.nullable(),
});
export type SessionSnapshot = z.infer<typeof sessionSnapshotSchema>;
