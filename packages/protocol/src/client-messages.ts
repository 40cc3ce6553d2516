import { z } from 'zod';
import { terminalInfoSchema, terminalName } from './entities.ts';

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
  /** Answered by `check.result`. */
  z.object({ type: z.literal('check.run'), request, check: z.string().min(1).max(200) }),
  /** What the learner's engine has now, to fill in a command. Answered by `sandbox.suggestions`. */
  z.object({ type: z.literal('sandbox.suggest'), request }),
  /** A fresh sandbox with the same workspace. */
  z.object({ type: z.literal('sandbox.reset'), request }),
  /** Freeze all that runs in the sandbox. `sandbox.status` says when it is so. */
  z.object({ type: z.literal('sandbox.pause'), request }),
  z.object({ type: z.literal('sandbox.resume'), request }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;
