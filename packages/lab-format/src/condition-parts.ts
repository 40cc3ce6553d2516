import { z } from 'zod';
import { readText } from './check/text.ts';

const QUOTES = 'This has to be text: put it into quotes.';

const name = z.string({ error: QUOTES }).min(1).max(300);
const port = z.number().int().min(1).max(65535);

/** Text to look for: a plain piece of it, or a regular expression between slashes: `/^v[0-9]+$/m`. */
const text = z
  .string({ error: QUOTES })
  .min(1)
  .max(1000)
  .superRefine((value, context) => {
    const { mistake } = readText(value);
    if (mistake) context.addIssue({ code: 'custom', message: mistake });
  });
const texts = oneOrMore(text);

/** A file of the workspace, an image, a container or a volume; a folder is one too as long as nobody asks what it contains. */
export const fileSchema = brief(
  'path',
  z.strictObject({
    path: name,
    state: z.enum(['present', 'absent']).default('present'),
    contains: texts.optional(),
    lacks: texts.optional(),
  }),
);
export type FileCondition = z.infer<typeof fileSchema>;

/** Instructions of a Dockerfile: each a keyword, with the beginning of its arguments when given. */
export const dockerfileSchema = brief(
  'path',
  z.strictObject({
    path: name.default('Dockerfile'),
    /** They stand in this order; others may stand between them. */
    order: z.array(text).min(1).max(50).optional(),
    contains: texts.optional(),
    lacks: texts.optional(),
    /** At least so many `FROM`. */
    stages: z.number().int().positive().optional(),
  }),
);
export type DockerfileCondition = z.infer<typeof dockerfileSchema>;

/** Names, and what the value of each contains; null or a list of names alone: whatever it is. */
const values = z.preprocess(
  (given) =>
    Array.isArray(given) ? Object.fromEntries(given.map((each) => [String(each), null])) : given,
  z.record(z.string(), text.nullable()),
);

export const imageSchema = brief(
  'name',
  z.strictObject({
    name,
    state: z.enum(['present', 'absent']).default('present'),
    labels: values.optional(),
    environment: values.optional(),
    /** Entrypoint and command as one line: `python app.py`. */
    command: text.optional(),
    workdir: name.optional(),
    user: name.optional(),
    exposes: oneOrMore(port).optional(),
    /** What the image's layers were made by, in this order, oldest first; as in `dockerfile`. */
    history: z.array(text).min(1).max(50).optional(),
    files: oneOrMore(fileSchema).optional(),
    /** Bytes, or `150MB`, or the name of another image. */
    smallerThan: z.union([z.number().positive(), name]).optional(),
    /** It has all layers of this image: it was built from it. */
    builtFrom: name.optional(),
    /** Both names are the same image. */
    sameAs: name.optional(),
  }),
);
export type ImageCondition = z.infer<typeof imageSchema>;

/** `name` may be left out: any container that fits will do. */
export const containerSchema = brief(
  'name',
  z.strictObject({
    name: name.optional(),
    /** By itself `running`, or `exited` beside an `exitCode`. `present` is in any state. */
    state: z
      .enum(['running', 'exited', 'paused', 'created', 'restarting', 'present', 'absent'])
      .optional(),
    image: name.optional(),
    exitCode: z.number().int().optional(),
    /** A port of the machine, or that and the container's: `8080:80`. */
    publishes: oneOrMore(z.union([port, z.string().regex(/^\d{1,5}:\d{1,5}$/)])).optional(),
    /** A volume, a folder of the machine or one of the container; or both ends: `data:/data`. */
    mounts: oneOrMore(name).optional(),
    networks: oneOrMore(name).optional(),
    restart: z
      .string()
      .regex(/^(no|always|unless-stopped|on-failure(:\d+)?)$/)
      .optional(),
    /** Docker has restarted it at least so often. */
    restarts: z.number().int().positive().optional(),
    health: z.enum(['healthy', 'unhealthy', 'starting']).optional(),
    command: text.optional(),
    environment: values.optional(),
    privileged: z.boolean().optional(),
    /** Added to it with `--cap-add`, taken with `--cap-drop`: `NET_ADMIN`, `ALL`. */
    capAdd: oneOrMore(name).optional(),
    capDrop: oneOrMore(name).optional(),
    logs: texts.optional(),
    files: oneOrMore(fileSchema).optional(),
  }),
);
export type ContainerCondition = z.infer<typeof containerSchema>;

/** Something answers by HTTP on a port of the sandbox. */
export const portSchema = brief(
  'port',
  z.strictObject({
    port,
    path: z.string().startsWith('/').max(1000).default('/'),
    /** Sent by POST, as JSON when it is JSON. */
    send: z.string({ error: QUOTES }).max(10_000).optional(),
    /** By itself any from 200 to 399. */
    status: z.number().int().min(100).max(599).optional(),
    body: texts.optional(),
  }),
);
export type PortCondition = z.infer<typeof portSchema>;

/** The hub holds this tag in the learner's namespace: `flask-app:v2`. */
export const hubSchema = z.preprocess(
  splitTag,
  z.strictObject({
    repository: name,
    tag: name.default('latest'),
    /** It is this image of the sandbox, not an earlier one. */
    sameAs: name.optional(),
  }),
);
export type HubCondition = z.infer<typeof hubSchema>;

/** What the newest build, or the newest one that made `image`, took from the cache. */
export const cacheSchema = brief(
  'image',
  z.strictObject({
    image: name.optional(),
    /** By itself 1, or 0 beside `steps` or `ran`. */
    atLeast: z.number().int().positive().optional(),
    /** Steps that came from the cache, as in `dockerfile`. */
    steps: texts.optional(),
    /** Steps that did not. */
    ran: texts.optional(),
  }),
);
export type CacheCondition = z.infer<typeof cacheSchema>;

export const volumeSchema = brief(
  'name',
  z.strictObject({
    name,
    state: z.enum(['present', 'absent']).default('present'),
    /** Their paths are those within the volume. */
    files: oneOrMore(fileSchema).optional(),
  }),
);
export type VolumeCondition = z.infer<typeof volumeSchema>;

export const networkSchema = brief(
  'name',
  z.strictObject({
    name,
    state: z.enum(['present', 'absent']).default('present'),
    /** Running containers that are attached to it. */
    containers: oneOrMore(name).optional(),
  }),
);
export type NetworkCondition = z.infer<typeof networkSchema>;

/** Anything but a mapping stands for the one field that matters most: `image: flask-app`. */
function brief<Schema extends z.ZodType>(field: string, schema: Schema) {
  return z.preprocess(
    (given) =>
      typeof given === 'string' || typeof given === 'number' ? { [field]: given } : given,
    schema,
  );
}

function oneOrMore<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (given) => (Array.isArray(given) ? given : [given]),
    z.array(schema).min(1).max(50),
  );
}

function splitTag(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  const colon = given.lastIndexOf(':');
  if (colon <= given.lastIndexOf('/')) return { repository: given };
  return { repository: given.slice(0, colon), tag: given.slice(colon + 1) };
}
