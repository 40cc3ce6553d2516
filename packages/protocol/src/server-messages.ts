import { z } from 'zod';
import {
  checkOutcomeSchema,
  fileEntrySchema,
  labPreviewSchema,
  noticeSchema,
  problemSchema,
  publishedPortSchema,
  sandboxStatusSchema,
  sessionSnapshotSchema,
  suggestionsSchema,
  terminalInfoSchema,
  terminalName,
} from './entities.ts';

/** The `request` number of the message that this answers, if it answers one. */
const request = z.number().int().nonnegative().optional();

export const serverMessageSchema = z.discriminatedUnion('type', [
  /** Answer to `hello`: the whole session. The missing terminal output follows in binary frames. */
  z.object({
    type: z.literal('welcome'),
    version: z.number().int(),
    snapshot: sessionSnapshotSchema,
  }),
  z.object({ type: z.literal('sandbox.status'), sandbox: sandboxStatusSchema }),
  /** Something happened to the sandbox that the learner should know. */
  z.object({ type: z.literal('sandbox.notice'), notice: noticeSchema }),
  z.object({ type: z.literal('terminal.opened'), request, ...terminalInfoSchema.shape }),
  /** The terminal's shell has ended, or was closed. */
  z.object({ type: z.literal('terminal.closed'), request, terminal: terminalName }),
  /** All published ports, whenever one comes or goes. */
  z.object({ type: z.literal('ports.changed'), ports: z.array(publishedPortSchema) }),
  z.object({
    type: z.literal('file.tree'),
    request,
    entries: z.array(fileEntrySchema),
    /** More entries exist than are listed. */
    truncated: z.boolean(),
  }),
  z.object({
    type: z.literal('file.content'),
    request,
    path: z.string(),
    text: z.string(),
    version: z.string(),
  }),
  z.object({ type: z.literal('file.saved'), request, path: z.string(), version: z.string() }),
  /** A file was changed in the sandbox, by anyone; `version` is null when it was removed. */
  z.object({ type: z.literal('file.changed'), path: z.string(), version: z.string().nullable() }),
  /** The tree has changed: ask for it again when it is shown. */
  z.object({ type: z.literal('file.tree-changed') }),
  z.object({
    type: z.literal('check.result'),
    request,
    check: z.string(),
    result: checkOutcomeSchema,
  }),
  z.object({ type: z.literal('sandbox.suggestions'), request, ...suggestionsSchema.shape }),
  /** In a preview: the lab was saved. Ask for it again when its revision is another one. */
  z.object({ type: z.literal('lab.changed'), preview: labPreviewSchema }),
  z.object({ type: z.literal('error'), request, ...problemSchema.shape }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
