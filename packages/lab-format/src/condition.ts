import { z } from 'zod';
import {
  cacheSchema,
  containerSchema,
  dockerfileSchema,
  fileSchema,
  hubSchema,
  imageSchema,
  networkSchema,
  portSchema,
  volumeSchema,
} from './condition-parts.ts';
import type { Reason } from './reason.ts';

/** `all` within `any` within `not` and so on; no check needs more. */
const DEEPEST = 8;
const MOST = 50;

/** The order is that in which they are looked at: most basic first. */
const looks = {
  file: fileSchema.optional(),
  dockerfile: dockerfileSchema.optional(),
  image: imageSchema.optional(),
  cache: cacheSchema.optional(),
  volume: volumeSchema.optional(),
  network: networkSchema.optional(),
  container: containerSchema.optional(),
  port: portSchema.optional(),
  hub: hubSchema.optional(),
};

/**
 * What a declared check asks for, as written in `checks/<name>.yaml`: all that it names has to hold. Names of images
 * are as learners write them: `flask-app` is `flask-app:latest`. What does not hold says what was found and what was
 * expected, or `otherwise` in its place: one text, or one in each language of the page.
 */
export type Condition = z.infer<z.ZodObject<typeof looks>> & {
  readonly all?: readonly Condition[] | undefined;
  readonly any?: readonly Condition[] | undefined;
  readonly not?: Condition | undefined;
  readonly otherwise?: Reason | undefined;
};

const ownWords = z.string().min(1).max(500);
/** One text is shown on every page, whatever its language. */
const otherwiseSchema = z.preprocess(
  (given) => (typeof given === 'string' ? { en: given, ja: given } : given),
  z.strictObject({ en: ownWords, ja: ownWords }),
);

const nested: z.ZodType<Condition> = z.lazy(() =>
  z.preprocess(
    listIsAll,
    z
      .strictObject({
        ...looks,
        all: z.array(nested).min(1).max(MOST).optional(),
        any: z.array(nested).min(1).max(MOST).optional(),
        not: nested.optional(),
        otherwise: otherwiseSchema.optional(),
      })
      .refine((condition) => Object.keys(condition).some((key) => key !== 'otherwise'), {
        error: 'It asks for nothing: name an image, a file, a container or the like.',
      }),
  ),
);

/** A list of conditions is `all` of them. */
export const conditionSchema: z.ZodType<Condition> = z
  .unknown()
  .superRefine((value, context) => {
    if (depth(value) > DEEPEST) {
      context.addIssue({
        code: 'custom',
        message: 'all, any and not stand too deep in each other.',
      });
    }
  })
  .pipe(nested);

function listIsAll(value: unknown): unknown {
  return Array.isArray(value) ? { all: value } : value;
}

/** How deep conditions stand in each other; stops counting soon after the limit. */
function depth(value: unknown, level = 0): number {
  if (level > DEEPEST || typeof value !== 'object' || value === null) return level;
  const inner = Array.isArray(value)
    ? value
    : Object.entries(value).flatMap(([key, each]) => (isNesting(key) ? [each] : []));
  return Math.max(level, ...inner.slice(0, MOST + 1).map((each) => depth(each, level + 1)));
}

function isNesting(key: string): boolean {
  return key === 'all' || key === 'any' || key === 'not';
}
