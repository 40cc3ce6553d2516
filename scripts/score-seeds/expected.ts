import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const entrySchema = z.object({
  seed: z.string(),
  file: z.string(),
  kind: z.enum(['command', 'output', 'file', 'manual']),
  command: z.string(),
  line: z.number(),
  source: z.string(),
  runnable: z.string().optional(),
  illustrative: z.boolean().optional(),
  needs: z.string().optional(),
  path: z.string().optional(),
  op: z.string().optional(),
});

/** What somebody who read a document by hand says of one place in it. */
export type Entry = z.infer<typeof entrySchema>;

/** The entries of `commands.json` in the folder, by document, in their order. */
export async function readExpected(folder: string): Promise<Map<string, Entry[]>> {
  const text = await readFile(join(folder, 'commands.json'), 'utf8');
  const entries = z.array(entrySchema).parse(JSON.parse(text));
  const bySeed = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = bySeed.get(entry.seed);
    if (same === undefined) bySeed.set(entry.seed, [entry]);
    else same.push(entry);
  }
  return bySeed;
}
