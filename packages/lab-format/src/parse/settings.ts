import { z } from 'zod';
import { readSize } from '../check/size.ts';
import { VARIABLE_NAME } from './variables.ts';

const imageName = z.string().regex(/^[a-z0-9][a-z0-9._/:@-]*$/, 'is not the name of an image');

/** `2GB`, `512MiB` or a number of bytes, as bytes. */
function size({ least, most }: { readonly least: string; readonly most: string }) {
  const from = readSize(least) ?? 0;
  const to = readSize(most) ?? Number.MAX_SAFE_INTEGER;
  return z.union([z.string(), z.number()]).transform((given, context) => {
    const bytes = Math.round(readSize(String(given).trim()) ?? Number.NaN);
    if (bytes >= from && bytes <= to) return bytes;
    const message = `"${given}" is not a size from ${least} to ${most}, such as 2GB`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** Terminals are named, or counted: `terminals: 2` is T1 and T2. */
const terminals = z.union([
  z.number().int().min(1).max(8),
  z
    .array(z.string().regex(/^T[1-9][0-9]?$/, 'is not the name of a terminal such as T1'))
    .min(1)
    .max(8),
]);

/** The front matter of `lab.md`, or `lab.yaml`. Everything may be left out. */
export const settingsSchema = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  description: z.string().trim().max(2000).optional(),
  level: z.enum(['beginner', 'intermediate', 'advanced']).optional(),
  /** Minutes. */
  duration: z
    .number()
    .positive()
    .max(24 * 60)
    .optional(),
  tags: z.array(z.string().trim().min(1).max(40)).max(12).optional(),
  images: z.array(imageName).max(100).optional(),
  ports: z.array(z.number().int().min(1).max(65535)).max(100).optional(),
  terminals: terminals.optional(),
  /** Markdown files, for a `lab.yaml`; without it every Markdown file is a step, by name. */
  steps: z
    .array(z.string().regex(/^[^/]+\.md$/, 'is not a Markdown file of this folder'))
    .optional(),
  /** The language that the lab is written in; translations name theirs in the files' names. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'is not a language code such as en')
    .optional(),
  /** Names and first values; nothing behind the name is an empty one. */
  variables: z
    .record(
      z.string().regex(VARIABLE_NAME, 'is not the name of a variable: letters, digits, _ and -'),
      z
        .union([z.string().max(1000), z.number(), z.boolean(), z.null()])
        .transform((value) => (value === null ? '' : String(value))),
    )
    .optional(),
  /** What a sandbox needs beyond the usual. */
  sandbox: z
    .strictObject({
      memory: size({ least: '256MiB', most: '64GiB' }).optional(),
      cpus: z.number().min(0.1).max(32).optional(),
      disk: size({ least: '1GB', most: '500GB' }).optional(),
    })
    .optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The front matter of one step's file under a `lab.yaml`. */
export const stepSettingsSchema = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
});

/** The front matter of `lab.ja.md`, or `lab.ja.yaml`: all else is that of the lab itself. */
export const translationSettingsSchema = settingsSchema.pick({ title: true, description: true });
