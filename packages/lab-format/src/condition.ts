import { z } from 'zod';

/**
 * What a declared check asks for, as written in `checks/<name>.yaml`. Names of images are as learners write them:
 * `flask-app` is `flask-app:latest`. Every condition but `all`, `any` and `not` looks at one thing and, when it
 * does not hold, says what was found and what was expected.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | z.infer<typeof singleSchema>;

const name = z.string().min(1).max(300);
const pattern = z.string().min(1).max(1000);
const port = z.number().int().min(1).max(65535);

/** Text to look for: a plain piece of it, or a regular expression between slashes (`/^v[0-9]+/`). */
const text = pattern;

const singleSchema = z.union([
  /** An image of this name exists; with its labels, environment, command and so on as the other fields say. */
  z.strictObject({
    image: z.strictObject({
      name,
      /** Names of labels, and what each contains (null: whatever it is). */
      labels: z.record(z.string(), text.nullable()).optional(),
      /** Pieces of text that instructions in the image's history contain, in this order, oldest first. */
      history: z.array(text).min(1).optional(),
      /** Bytes, or `150MB`. */
      smallerThan: z.union([z.number().positive(), z.string()]).optional(),
      /** It has all layers of this image: it was built from it. */
      builtFrom: name.optional(),
    }),
  }),
  /** A container. `name` may be left out where `image` or `publishes` tells it. */
  z.strictObject({
    container: z.strictObject({
      name: name.optional(),
      image: name.optional(),
      state: z
        .enum(['running', 'exited', 'paused', 'created', 'present', 'absent'])
        .default('present'),
      exitCode: z.number().int().optional(),
      publishes: port.optional(),
      mounts: name.optional(),
      restart: z.enum(['no', 'always', 'unless-stopped', 'on-failure']).optional(),
      logs: text.optional(),
    }),
  }),
  /** Something answers by HTTP on a port that the sandbox publishes. */
  z.strictObject({
    port: z.strictObject({
      port,
      path: z.string().startsWith('/').default('/'),
      status: z.number().int().min(100).max(599).optional(),
      body: text.optional(),
    }),
  }),
  /** A file of the workspace. */
  z.strictObject({
    file: z.strictObject({
      path: name,
      state: z.enum(['present', 'absent']).default('present'),
      contains: z.union([text, z.array(text)]).optional(),
      lacks: z.union([text, z.array(text)]).optional(),
    }),
  }),
  /** Instructions of a Dockerfile, in this order: each a keyword, with the beginning of its argument when given. */
  z.strictObject({
    dockerfile: z.strictObject({
      path: name.default('Dockerfile'),
      order: z.array(text).min(1).optional(),
      contains: z.union([text, z.array(text)]).optional(),
      lacks: z.union([text, z.array(text)]).optional(),
    }),
  }),
  /** The hub holds this tag in the learner's namespace: `flask-app:v2`. */
  z.strictObject({ hub: z.strictObject({ repository: name, tag: name.default('latest') }) }),
  /** The newest build took steps from the cache: at least so many, or those that contain the text. */
  z.strictObject({
    cache: z.strictObject({
      image: name.optional(),
      atLeast: z.number().int().positive().optional(),
      steps: z.array(text).optional(),
    }),
  }),
  z.strictObject({
    volume: z.strictObject({
      name,
      state: z.enum(['present', 'absent']).default('present'),
      /** A file in it, and what that contains. */
      file: name.optional(),
      contains: text.optional(),
    }),
  }),
  z.strictObject({
    network: z.strictObject({
      name,
      state: z.enum(['present', 'absent']).default('present'),
      /** A container that is attached to it. */
      container: name.optional(),
    }),
  }),
]);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
    singleSchema,
  ]),
);
