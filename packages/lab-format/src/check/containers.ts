import { z } from 'zod';
import { askEngine, askOne, parseAnswer, part } from './engine.ts';
import type { Probe } from './probe.ts';

const words = z.array(z.string()).nullish();

const containerAnswer = z.object({
  Id: z.string(),
  Name: z.string(),
  /** The id of its image. */
  Image: z.string(),
  RestartCount: z.number().default(0),
  State: z.object({
    Status: z.string(),
    ExitCode: z.number().default(0),
    Health: z.object({ Status: z.string() }).nullish(),
  }),
  Config: z.object({
    /** The name that it was started from. */
    Image: z.string().default(''),
    Env: words,
    Cmd: words,
    Entrypoint: words,
  }),
  HostConfig: z.object({
    RestartPolicy: z
      .object({ Name: z.string(), MaximumRetryCount: z.number().default(0) })
      .nullish(),
    Privileged: z.boolean().default(false),
    CapAdd: words,
    CapDrop: words,
    PortBindings: z
      .record(z.string(), z.array(z.object({ HostPort: z.string().default('') })).nullish())
      .nullish(),
  }),
  Mounts: z
    .array(
      z.object({
        Name: z.string().optional(),
        Source: z.string().default(''),
        Destination: z.string(),
      }),
    )
    .nullish(),
  NetworkSettings: z.object({
    Networks: z.record(z.string(), z.unknown()).nullish(),
    Ports: z
      .record(z.string(), z.array(z.object({ HostPort: z.string().default('') })).nullish())
      .nullish(),
  }),
});
/** What the engine says of a container, as far as checks look at it. */
export type Container = z.infer<typeof containerAnswer>;

const listAnswer = z.array(
  z.object({
    Id: z.string(),
    Names: words,
    State: z.string().default(''),
    Ports: z
      .array(z.object({ PublicPort: z.number().optional(), Type: z.string().optional() }))
      .nullish(),
  }),
);
type Listed = z.infer<typeof listAnswer>[number];

/** More than anybody makes by hand; the newest come first. */
const MOST_LOOKED_AT = 30;

/** The container of this name, or all of them, the newest first. */
export async function askContainers(probe: Probe, name?: string): Promise<Container[]> {
  if (name !== undefined) {
    const answer = await askOne(probe, `/containers/${part(name)}/json`);
    return answer === undefined ? [] : [parseAnswer(containerAnswer, answer)];
  }
  const all = (await list(probe)).slice(0, MOST_LOOKED_AT);
  if (all.length === 0) return [];
  const answers = await askEngine(
    probe,
    all.map(({ Id }) => `/containers/${part(Id)}/json`),
  );
  // One that has been removed since is none.
  return answers
    .filter((answer) => answer !== undefined)
    .map((answer) => parseAnswer(containerAnswer, answer));
}

/** `web (exited)`, for people: the running ones by their name alone. */
export async function containerNames(probe: Probe): Promise<string[]> {
  return (await list(probe)).map((each) =>
    each.State === 'running' ? nameOf(each) : `${nameOf(each)} (${each.State})`,
  );
}

/** Names of running containers that publish this port. */
export async function publishing(probe: Probe, port: number): Promise<string[]> {
  return (await list(probe))
    .filter(({ State }) => State === 'running')
    .filter(({ Ports }) => Ports?.some((each) => each.PublicPort === port && each.Type === 'tcp'))
    .map(nameOf);
}

async function list(probe: Probe): Promise<Listed[]> {
  return parseAnswer(listAnswer, await askOne(probe, '/containers/json?all=1'));
}

function nameOf({ Id, Names }: Listed): string {
  return Names?.[0]?.replace(/^\//, '') ?? Id.slice(0, 12);
}
