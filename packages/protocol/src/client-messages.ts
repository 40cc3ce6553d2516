import { z } from 'zod';
import { terminalInfoSchema, terminalName } from './entities.ts';
import { containerAct, containerRef, repositoryName, tagName, viewName } from './views/index.ts';

/** What a page asks for may carry a `request` number; an answer or error to it names that number. */
const request = z.number().int().nonnegative().optional();
const columns = z.number().int().min(2).max(1000);
const rows = z.number().int().min(1).max(1000);
const path = z.string().min(1).max(4096);
/** The version of a file that an edit started from; null for a file that was not there. */
const fileVersion = z.string().nullable();

export const clientMessageSchema = z.discriminatedUnion('type', [
  /** First message: which version the page speaks and how far it has each terminal's output. */
  z.object({
    type: z.literal('hello'),
    version: z.number().int(),
    terminals: z.array(terminalInfoSchema).max(100),
  }),
  /** Open a terminal, or take up the one of this name. Answered by `terminal.opened`. */
  z.object({ type: z.literal('terminal.open'), request, terminal: terminalName, columns, rows }),
  z.object({ type: z.literal('terminal.input'), terminal: terminalName, data: z.string() }),
  z.object({ type: z.literal('terminal.resize'), terminal: terminalName, columns, rows }),
  /** The page has parsed the output up to this position. */
  z.object({
    type: z.literal('terminal.acknowledge'),
    terminal: terminalName,
    position: z.number().int().nonnegative(),
  }),
  /** End the terminal and what runs in it. Answered by `terminal.closed`. */
  z.object({ type: z.literal('terminal.close'), request, terminal: terminalName }),
  /** The whole tree of the workspace. Answered by `file.tree`. */
  z.object({ type: z.literal('file.list'), request }),
  /** Answered by `file.content`. */
  z.object({ type: z.literal('file.read'), request, path }),
  /** Answered by `file.saved`, or FILE_CONFLICT when the file is no longer `baseVersion`. */
  z.object({
    type: z.literal('file.write'),
    request,
    path,
    text: z.string(),
    baseVersion: fileVersion,
  }),
  /** With the folders above it. Answered by `folder.created`, or FILE_EXISTS. */
  z.object({ type: z.literal('folder.create'), request, path }),
  /** Gives a file or folder another path; never overwrites. Answered by `file.moved`, or FILE_EXISTS. */
  z.object({ type: z.literal('file.move'), request, from: path, to: path }),
  /** A file, or a folder with all that is in it. Answered by `file.deleted`. */
  z.object({ type: z.literal('file.delete'), request, path }),
  /** Lines of the workspace's files that hold this text. Answered by `file.matches`. */
  z.object({
    type: z.literal('file.search'),
    request,
    text: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\0\r\n]*$/),
    matchCase: z.boolean(),
  }),
  /** Answered by `check.result`. */
  z.object({ type: z.literal('check.run'), request, check: z.string().min(1).max(200) }),
  /** Put away what these checks have said: the learner begins anew. Answered by `checks.forgotten`. */
  z.object({
    type: z.literal('checks.forget'),
    request,
    checks: z.array(z.string().min(1).max(200)).max(100),
  }),
  /** What the learner's engine has now, to fill in a command. Answered by `sandbox.suggestions`. */
  z.object({ type: z.literal('sandbox.suggest'), request }),
  /** A fresh sandbox with the same workspace. */
  z.object({ type: z.literal('sandbox.reset'), request }),
  /** Freeze all that runs in the sandbox. `sandbox.status` says when it is so. */
  z.object({ type: z.literal('sandbox.pause'), request }),
  z.object({ type: z.literal('sandbox.resume'), request }),
  /** More time for the sandbox. `session.time` says how much; EXTENSION_LIMIT when there is no more. */
  z.object({ type: z.literal('session.extend'), request }),
  /** Done by the sandbox's engine. Answered by `container.acted`, or CONTAINER_NOT_FOUND, CONTAINER_ACT_FAILED. */
  z.object({
    type: z.literal('container.act'),
    request,
    container: containerRef,
    act: containerAct,
  }),
  /** Take a tag of the learner's own from the hub. Answered by `hub.deleted`, or HUB_NOT_OWN, HUB_TAG_NOT_FOUND. */
  z.object({ type: z.literal('hub.delete'), request, repository: repositoryName, tag: tagName }),
  /** Begin or stop to show a view. While one is shown, `view.<name>` brings all of it: at once, and when it has changed. */
  z.object({ type: z.literal('view.watch'), request, view: viewName, on: z.boolean() }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;
