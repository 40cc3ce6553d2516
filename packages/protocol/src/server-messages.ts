import { z } from 'zod';
import {
  checkOutcomeSchema,
  fileEntrySchema,
  fileMatchSchema,
  labPreviewSchema,
  noticeSchema,
  previewStateSchema,
  problemSchema,
  publishedPortSchema,
  sandboxStatusSchema,
  sessionSnapshotSchema,
  suggestionsSchema,
  terminalInfoSchema,
  terminalName,
  timeLeftSchema,
} from './entities.ts';

import {
  buildsViewSchema,
  containerAct,
  containerRef,
  containersViewSchema,
  hubViewSchema,
  layersViewSchema,
  pushesViewSchema,
  repositoryName,
  tagName,
  viewName,
} from './views/index.ts';

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
  z.object({ type: z.literal('folder.created'), request, path: z.string() }),
  z.object({ type: z.literal('file.moved'), request, from: z.string(), to: z.string() }),
  z.object({ type: z.literal('file.deleted'), request, path: z.string() }),
  z.object({
    type: z.literal('file.matches'),
    request,
    /** Those of one file stand together. */
    matches: z.array(fileMatchSchema),
    /** There are more, or not every file could be looked at in time. */
    truncated: z.boolean(),
  }),
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
  /** These checks have said nothing yet, as far as a page is concerned. */
  z.object({ type: z.literal('checks.forgotten'), request, checks: z.array(z.string()) }),
  /** The time of the sandbox has begun, or was extended. */
  z.object({ type: z.literal('session.time'), time: timeLeftSchema }),
  z.object({ type: z.literal('sandbox.suggestions'), request, ...suggestionsSchema.shape }),
  /** In a preview: the lab was saved. Ask for it again when its revision is another one. */
  z.object({ type: z.literal('lab.changed'), preview: labPreviewSchema }),
  z.object({
    type: z.literal('container.acted'),
    request,
    container: containerRef,
    act: containerAct,
  }),
  z.object({ type: z.literal('hub.deleted'), request, repository: repositoryName, tag: tagName }),
  /** What the preview in the page was answered with last: its path with the query, and whether something is shown. */
  z.object({
    type: z.literal('preview.seen'),
    port: publishedPortSchema.shape.port,
    path: z.string(),
    state: previewStateSchema,
  }),
  z.object({ type: z.literal('view.layers'), ...layersViewSchema.shape }),
  z.object({ type: z.literal('view.builds'), ...buildsViewSchema.shape }),
  z.object({ type: z.literal('view.pushes'), ...pushesViewSchema.shape }),
  z.object({ type: z.literal('view.containers'), ...containersViewSchema.shape }),
  z.object({ type: z.literal('view.hub'), ...hubViewSchema.shape }),
  /** A view cannot be told now. What was told before is old; the next `view.<name>` ends this. */
  z.object({ type: z.literal('view.failed'), view: viewName, problem: problemSchema }),
  z.object({ type: z.literal('error'), request, ...problemSchema.shape }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;
