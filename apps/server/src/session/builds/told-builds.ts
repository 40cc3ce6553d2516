import type { Sandbox } from '@drydock/sandbox';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import { withinLimit } from '../time-limit.ts';

const BUILDS = '/usr/lib/drydock/builds';
const LIMIT_MS = 25_000;
const ANSWER_LIMIT_MS = LIMIT_MS + 2_000;
const MAX_OUTPUT = 8 * 1024 * 1024;

/** Since 1970. */
const seconds = z.number();

const vertexSchema = z.object({
  id: z.string(),
  /** The first is what it stands on. */
  inputs: z.array(z.string()),
  name: z.string(),
  cached: z.boolean(),
  started: seconds.nullable(),
  completed: seconds.nullable(),
  error: z.string().nullable(),
});
export type ToldVertex = z.infer<typeof vertexSchema>;

const detailSchema = z.object({
  vertices: z.array(vertexSchema),
  /** What its image was called: `docker.io/library/app:latest`. */
  names: z.array(z.string()),
  /** Where buildx found the context and the Dockerfile; null where it does not say. */
  folder: z.string().nullable(),
  dockerfile: z.string().nullable(),
  /** Lines of .dockerignore. */
  ignored: z.array(z.string()),
  /** Of the image, the lowest first; null when it is not there any more. */
  layers: z.array(z.string()).nullable(),
  /** What made the image, the newest first. */
  history: z.array(z.string()).nullable(),
});

const toldSchema = z.object({
  ref: z.string(),
  attributes: z.record(z.string(), z.string()),
  failed: z.string().nullable(),
  started: seconds,
  ended: seconds.nullable(),
  image: z.string().nullable(),
  told: detailSchema.nullable(),
});

/** A build as BuildKit tells of it. */
export type ToldBuild = Omit<z.infer<typeof toldSchema>, 'told'> & z.infer<typeof detailSchema>;

/** What BuildKit knows of the builds of one sandbox. A build that has ended is asked for once. */
export class BuildHistory {
  #ended = new Map<string, ToldBuild>();

  /** The newest first. SANDBOX_ENGINE_DOWN. */
  async ask(sandbox: Pick<Sandbox, 'exec'>): Promise<ToldBuild[]> {
    const command = [BUILDS, 'list', ...this.#ended.keys()];
    const running = sandbox.exec({ command, timeout: LIMIT_MS, maxOutput: MAX_OUTPUT });
    const { exitCode, stdout, stderr } = await withinLimit(running, ANSWER_LIMIT_MS);
    if (exitCode !== 0) {
      throw new Failure('SANDBOX_ENGINE_DOWN', { detail: stderr.trim().slice(0, 200) });
    }
    const told = z.array(toldSchema).parse(JSON.parse(stdout));
    const builds = told.flatMap(({ told: detail, ...build }) => {
      const known = this.#ended.get(build.ref);
      return detail ? [{ ...build, ...detail }] : known ? [known] : [];
    });
    const ended = builds.filter((build) => build.ended !== null);
    this.#ended = new Map(ended.map((build) => [build.ref, build]));
    return builds;
  }
}
