import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MissedImage } from './wanted-names.ts';

/** In the home: which images Docker Hub was asked for in vain, when, and why they did not come. */
export const MISSED_IMAGES_FILE = 'missed-images.json';

/** For so long an image that did not come is not asked for again, in milliseconds: a start must not wait for it each time. */
const AGAIN_AFTER = 6 * 3600 * 1000;

const misses = z.record(z.string(), z.strictObject({ at: z.iso.datetime(), reason: z.string() }));
type Misses = z.infer<typeof misses>;

/** The reasons of those that were lately asked for in vain, by name. Empty where nothing was noted, or nothing that can be read. */
export async function lateMisses(
  home: string,
  now = new Date(),
): Promise<ReadonlyMap<string, string>> {
  const noted = Object.entries(recent(await read(home), now));
  return new Map(noted.map(([name, { reason }]) => [name, reason]));
}

/** Notes what did not come now; what was looked for and came is a miss no longer. To be called under the host lock. */
export async function noteMisses(
  home: string,
  {
    asked,
    missed,
    now = new Date(),
  }: { asked: readonly string[]; missed: readonly MissedImage[]; now?: Date },
): Promise<void> {
  const noted = { ...recent(await read(home), now) };
  for (const name of asked) delete noted[name];
  for (const { name, reason } of missed) noted[name] = { at: now.toISOString(), reason };
  const file = join(home, MISSED_IMAGES_FILE);
  await writeFile(`${file}.new`, `${JSON.stringify(noted, null, 2)}\n`);
  await rename(`${file}.new`, file);
}

function recent(all: Misses, now: Date): Misses {
  const late = ([, { at }]: [string, { at: string }]): boolean =>
    Math.abs(now.getTime() - Date.parse(at)) < AGAIN_AFTER;
  return Object.fromEntries(Object.entries(all).filter(late));
}

async function read(home: string): Promise<Misses> {
  const text = await readFile(join(home, MISSED_IMAGES_FILE), 'utf8').catch(() => '{}');
  try {
    return misses.parse(JSON.parse(text));
  } catch {
    // Whoever broke the file loses what it said: Docker Hub is asked once more.
    return {};
  }
}
