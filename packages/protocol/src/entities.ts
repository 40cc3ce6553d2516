import { diagnosticSchema, reasonSchema } from '@drydock/lab-format/schema';
import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import { ERRORS } from './errors.ts';

export const terminalName = z.string().regex(/^T[1-9][0-9]?$/);
export const sessionId = z.string().regex(/^[a-z0-9]{20}$/);
export const errorCode = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]);

/**
 * An error as a user sees it: what happened (`message`) and what to do (`hint`). `detail` stands in the message too: it
 * is for a page that has words of its own for the code.
 */
export const problemSchema = z.object({
  code: errorCode,
  message: z.string(),
  hint: z.string(),
  detail: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

const bytes = z.number().nonnegative();
/** Bytes that are used, of how many there may be. */
const diskUseSchema = z.object({ used: bytes, limit: bytes });

export const sandboxStatusSchema = z.discriminatedUnion('status', [
  /** Those who are `queued` know how many learners are `before` them. `mending`: the one before has ended by itself. */
  z.object({
    status: z.literal('starting'),
    stage: z.enum(['waiting', 'queued', 'starting', 'mending', 'preparing', 'booting']),
    before: z.number().int().nonnegative().optional(),
  }),
  z.object({ status: z.literal('ready') }),
  /** All that runs in it is frozen. `disk` says that it was for using more disk than it may; null: it was asked for. */
  z.object({ status: z.literal('paused'), disk: diskUseSchema.nullable() }),
  z.object({ status: z.literal('failed'), problem: problemSchema }),
  /** It ran and has stopped; the workspace is kept. */
  z.object({ status: z.literal('gone'), problem: problemSchema }),
]);
export type SandboxStatus = z.infer<typeof sandboxStatusSchema>;
export type Starting = Extract<SandboxStatus, { status: 'starting' }>;

/** What happened to the sandbox that its learner should know. */
export const noticeSchema = z.discriminatedUnion('type', [
  /** It has ended by itself, and the next one is started. `detail` is why it ended. */
  z.object({ type: z.literal('sandbox-ended'), detail: z.string() }),
  /** Its Docker engine has ended and is started again; the engine's containers are stopped. */
  z.object({ type: z.literal('engine-ended') }),
  z.object({ type: z.literal('engine-ready') }),
  /** A process was killed: the sandbox's memory was used up. Bytes. */
  z.object({ type: z.literal('out-of-memory'), limit: bytes }),
  /** No process can be started until others end. */
  z.object({ type: z.literal('processes-exhausted'), limit: z.number().int().positive() }),
  z.object({
    type: z.enum(['disk-low', 'disk-full']),
    /** `disk`: everything but the workspace. */
    where: z.enum(['disk', 'workspace']),
    ...diskUseSchema.shape,
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** How sandboxes are kept in; `privileged` keeps nobody in. */
export const isolationSchema = z.union([
  z.enum(['rootless', 'privileged']),
  z.templateLiteral(['runtime:', z.string()]),
]);
export type Isolation = z.infer<typeof isolationSchema>;

/** Positions are byte offsets into a terminal's output since it was opened. */
export const terminalInfoSchema = z.object({
  terminal: terminalName,
  position: z.number().int().nonnegative(),
});
export type TerminalInfo = z.infer<typeof terminalInfoSchema>;

/** A terminal that was there before the page. */
export const openTerminalSchema = terminalInfoSchema.extend({
  /** What comes before this position was sent to a page already, which has answered what programs asked there. */
  sent: z.number().int().nonnegative(),
});
export type OpenTerminal = z.infer<typeof openTerminalSchema>;

/** A port published by a container in the sandbox, and where its preview is. */
export const publishedPortSchema = z.object({
  port: z.number().int().min(1).max(65535),
  containerPort: z.number().int().min(1).max(65535),
  container: z.string(),
  url: z.string(),
});
export type PublishedPort = z.infer<typeof publishedPortSchema>;

const containerPortShape = {
  container: z.string(),
  containerPort: z.number().int().min(1).max(65535),
};

/** Whether a published port shows something, or why it does not, as far as the sandbox can be seen. */
export const previewStateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('shown') }),
  /** No container that runs publishes it. */
  z.object({ type: z.literal('not-published') }),
  /** Nothing in the container listens yet. */
  z.object({ type: z.literal('not-listening'), ...containerPortShape }),
  /** The app listens on the container's own localhost. */
  z.object({ type: z.literal('localhost-only'), ...containerPortShape }),
  /** The app listens on others than the one that is published. */
  z.object({
    type: z.literal('other-port'),
    ...containerPortShape,
    listens: z.array(z.number().int()),
  }),
  /** Something listens there and gave no answer, or it cannot be seen. */
  z.object({ type: z.literal('no-answer'), ...containerPortShape }),
]);
export type PreviewState = z.infer<typeof previewStateSchema>;

export const checkOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('pass') }),
  /** The learner is not there yet; `why` says what was found, in each language. */
  z.object({ outcome: z.literal('not-yet'), why: reasonSchema }),
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

/** A line with what was searched for; of a long one some of it. */
export const fileMatchSchema = z.object({
  path: z.string(),
  /** From 1. */
  line: z.number().int().positive(),
  text: z.string(),
});
export type FileMatch = z.infer<typeof fileMatchSchema>;

const names = z.array(z.string());

/** What the learner's engine has, likeliest first: the containers that run, the newest before the others. */
export const suggestionsSchema = z.object({
  containers: names,
  /** With their tags. */
  images: names,
  volumes: names,
  networks: names,
});
export type Suggestions = z.infer<typeof suggestionsSchema>;

/** How the lab stands that its author is writing: `revision` is that of its last version without errors. */
export const labPreviewSchema = z.object({
  revision: z.number().int().nonnegative(),
  /** Of what was saved last. With an error among them it is not what learners are shown. */
  diagnostics: z.array(diagnosticSchema),
});
export type LabPreview = z.infer<typeof labPreviewSchema>;

/** How long the sandbox may still run. Milliseconds, as of when it is said: the clocks of two machines differ. */
export const timeLeftSchema = z.object({
  left: z.number().nonnegative(),
  /** What one extension adds to it. */
  extension: z.number().positive(),
  /** How many more there are. */
  extensions: z.number().int().nonnegative(),
});
export type TimeLeft = z.infer<typeof timeLeftSchema>;

/** Everything a page needs to show a session, at once. */
export const sessionSnapshotSchema = z.object({
  session: sessionId,
  lab: z.string(),
  sandbox: sandboxStatusSchema,
  terminals: z.array(openTerminalSchema),
  ports: z.array(publishedPortSchema),
  checks: z.record(z.string(), checkOutcomeSchema),
  hub: hubLoginSchema.nullable(),
  /** Notices that still hold. */
  notices: z.array(noticeSchema),
  isolation: isolationSchema,
  /** Only where the time of sandboxes is limited, once it runs. */
  time: timeLeftSchema.optional(),
  /** Only in a preview of the lab. */
  preview: labPreviewSchema.optional(),
});
export type SessionSnapshot = z.infer<typeof sessionSnapshotSchema>;
