import { z } from 'zod';

/** The keys that a schema knows at a place of the value, for suggestions; none when it has no fixed keys there. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let current: z.core.$ZodType | undefined = bare(schema);
  for (const part of path) {
    current = current === undefined ? undefined : bare(within(current, part));
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function within(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(part)];
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  return undefined;
}

/** Without what only says that it may be missing, or is made of something else first. */
function bare(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return bare(schema.unwrap());
  if (schema instanceof z.ZodLazy) return bare(schema.unwrap());
  // `z.preprocess`: the second half is what is written; of `.transform()` it is the first.
  if (schema instanceof z.ZodPipe) {
    return bare(schema.out instanceof z.ZodTransform ? schema.in : schema.out);
  }
  return schema;
}
