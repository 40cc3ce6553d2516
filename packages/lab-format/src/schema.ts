import type { Root } from 'hast';
import { z } from 'zod';
import type { Condition } from './condition.ts';

export { reasonSchema } from './reason.ts';
export type { RuleName } from './rules.ts';

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

/** What the learner has to fill in: it stands in `code` as `text`, at each of its places, and is never run as it is. */
const placeholderSchema = z.object({
  /** As it is written in the code: `[container id]`, `<dockerhub-username>`, `0b2`, `$$name$$`. */
  text: z.string().min(1),
  /** Where a value comes from: the live sandbox, the learner's account at the hub, a variable of the lab, or the learner. */
  kind: z.enum(['container', 'image', 'volume', 'network', 'hub-user', 'variable', 'text']),
  /** For people; a variable's own name. */
  label: z.string(),
  /** Offsets into `code`, in UTF-16 units, in their order. */
  at: z.array(z.number().int().nonnegative()).min(1),
});
export type Placeholder = z.infer<typeof placeholderSchema>;

/**
 * A command to type into a terminal, as one or more whole shell statements.
 * `input: keys` is one key in caret notation (`^C`); `input: text` is typed without the Enter at its end.
 */
const runBlockSchema = z.object({
  type: z.literal('run'),
  id: blockId,
  code: z.string(),
  language: z.string(),
  terminal: terminalName,
  runnable: z.boolean(),
  copyable: z.boolean(),
  input: z.enum(['command', 'text', 'keys']).optional(),
  /** Ctrl+C is typed first: it ends what runs in that terminal. */
  interrupt: z.boolean().optional(),
  /** Stands within a line of text. */
  inline: z.boolean().optional(),
  /** Where it belongs, when that is not the learner's shell: the author's computer, or a shell in a container. */
  where: z.enum(['container', 'host']).optional(),
  placeholders: z.array(placeholderSchema).optional(),
  emphasis,
  highlighted: hastSchema.optional(),
});

/** What is done to the file. `match` is text that stands in the file once; lines are inserted after it. */
const fileEditSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('write') }),
  z.object({ type: z.literal('append') }),
  z.object({ type: z.literal('prepend') }),
  z.object({ type: z.literal('insert'), match: z.string().min(1) }),
  z.object({ type: z.literal('replace'), match: z.string().min(1) }),
  z.object({ type: z.literal('remove') }),
]);
export type FileEdit = z.infer<typeof fileEditSchema>;

/**
 * A change of a file of the workspace. `path` is relative to the workspace, or null when the text does not
 * say which file; then it can be copied only. Without `edit` the whole file is written.
 * For `remove`, `text` is what is taken out.
 */
const fileBlockSchema = z.object({
  type: z.literal('file'),
  id: blockId,
  path: z.string().nullable(),
  text: z.string(),
  language: z.string(),
  edit: fileEditSchema.optional(),
  /** Variables of the lab in `text`. */
  placeholders: z.array(placeholderSchema).optional(),
  emphasis,
  highlighted: hastSchema.optional(),
});

/** A named check of the lab; its script or declaration stays on the server. */
const checkBlockSchema = z.object({
  type: z.literal('check'),
  id: blockId,
  name: z.string(),
  label: z.string(),
  /** Runs by itself when the engine or the files change. */
  continuous: z.boolean().optional(),
  /** It may pass before its step is done: `drydock test` does not call it vacuous. */
  mayPassBefore: z.boolean().optional(),
});

/** A question. Text answers are compared without regard to case and to blanks at either end. */
const quizBlockSchema = z.object({
  type: z.literal('quiz'),
  id: blockId,
  question: hastSchema,
  answer: z.discriminatedUnion('type', [
    /** One right choice (`single`), or all the right ones and no other (`multiple`). */
    z.object({
      type: z.enum(['single', 'multiple']),
      choices: z.array(z.object({ label: hastSchema, right: z.boolean() })).min(2),
    }),
    z.object({
      type: z.literal('text'),
      /** `equals` is the whole answer; `contains` stands somewhere in it. */
      rule: z.enum(['equals', 'contains']),
      text: z.string().min(1),
    }),
  ]),
  /** Shown when it is answered. */
  explanation: hastSchema.optional(),
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
  quizBlockSchema,
]);
export type Block = z.infer<typeof blockSchema>;
export type RunBlock = z.infer<typeof runBlockSchema>;
export type FileBlock = z.infer<typeof fileBlockSchema>;
export type CheckBlock = z.infer<typeof checkBlockSchema>;
export type PortBlock = z.infer<typeof portBlockSchema>;
export type OutputBlock = z.infer<typeof outputBlockSchema>;
export type QuizBlock = z.infer<typeof quizBlockSchema>;

/**
 * One page of a lab. `body` holds elements of ours beside those of Markdown:
 * `<drydock-block id>` where each block of `blocks` stands;
 * `<details class="hint">` and `<details class="solution">`;
 * `<drydock-tabs>` with `<drydock-tab label>` in it;
 * `<drydock-when variable is>` shown while the variable has that value (`has-not` instead of `is`: any other);
 * `<drydock-variable name>` the value of a variable, in a line of text;
 * `<drydock-set variable value>` a button that sets a variable; `<drydock-ask variable>` a field for it;
 * `<drydock-open path>` a link that opens a file in the editor; `<drydock-show tab>` one that opens a terminal,
 * a port (`:8080`, `:8080/path`) or an address;
 * `<blockquote class="callout note">` (tip, important, warning, caution) with a `<p class="callout-title">`.
 * Headings have ids `heading-<name>`; `#/2` is a link to the second step.
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
  /** What it is about, in the author's words: `compose`. */
  tags: z.array(z.string()).optional(),
  /** All that the lab can be read in: codes such as `en`, the lab's own first. */
  languages: z.array(z.string()).min(1),
  steps: z.number().int().nonnegative(),
});
export type LabSummary = z.infer<typeof labSummarySchema>;

/** A lab as the learner's page gets it: no checks, no solution scripts. */
export const publicLabSchema = labSummarySchema.omit({ steps: true }).extend({
  /** The language of this text, one of `languages`. */
  language: z.string(),
  images: z.array(z.string()),
  ports: z.array(z.number().int()),
  terminals: z.array(terminalName).min(1),
  /** Names and first values. */
  variables: z.record(z.string(), z.string()),
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

/** A check: a script `checks/<name>.sh`, or what `checks/<name>.yaml` declares. */
export type LabCheck = ScriptCheck | DeclaredCheck;

export interface ScriptCheck extends LabScript {
  readonly type: 'script';
}

export interface DeclaredCheck {
  readonly type: 'declared';
  readonly name: string;
  readonly condition: Condition;
}

/** The same steps in another language: ids and order are those of the lab itself. */
export interface Translation {
  readonly title: string;
  readonly description: string;
  readonly steps: Step[];
}

/** What a sandbox of the lab needs beyond the usual. Bytes; a share of CPUs. */
export interface LabSandbox {
  readonly memory?: number;
  readonly cpus?: number;
  readonly disk?: number;
}

/** A whole lab as the server holds it. */
export interface Lab extends PublicLab {
  /** By name, as in `checks/<name>.sh` or `checks/<name>.yaml`. */
  readonly checks: ReadonlyMap<string, LabCheck>;
  /** By language code; the lab's own language is not among them. */
  readonly translations: ReadonlyMap<string, Translation>;
  readonly sandbox: LabSandbox;
  /** By step id, as in `solution/<step>.sh`. */
  readonly solutions: ReadonlyMap<string, LabScript>;
  readonly files: readonly LabFile[];
}
