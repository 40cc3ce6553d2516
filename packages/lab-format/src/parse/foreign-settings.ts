import { parseDocument } from 'yaml';
import { refuseDeep } from './front-matter.ts';
import { type Settings, settingsSchema } from './settings.ts';

/** What can be used of front matter that was written for something else; nothing of it is a mistake. */
export function readForeignSettings(yaml: string): Settings {
  if (refuseDeep(yaml) !== null) return {};
  const value = plainValue(yaml);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const settings: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    if (name === 'steps' || !Object.hasOwn(value, name)) continue;
    const read = schema.safeParse((value as Record<string, unknown>)[name]);
    if (read.success) settings[name] = read.data;
  }
  return settingsSchema.parse(settings);
}

function plainValue(yaml: string): unknown {
  const document = parseDocument(yaml, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length > 0) return null;
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    // An alias: a few of them can stand for gigabytes.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}
