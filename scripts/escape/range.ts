import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { drydockHome, type PreparedHost, prepareHost } from '@drydock/sandbox/docker/host';
import Dockerode from 'dockerode';
import { type Host, thisHost } from './host.ts';
import { join, type Learner } from './learner.ts';
import { layOutside, type Outside } from './outside.ts';
import { startOwnServer } from './own-server.ts';

/** Where attempts are made: a Drydock of the run's own, two learners, and all that they must not reach. */
export interface Range {
  readonly unique: string;
  readonly instance: string;
  /** Of the server, without a slash at its end. */
  readonly url: string;
  readonly docker: Dockerode;
  readonly prepared: PreparedHost;
  readonly host: Host;
  /** A file of the host's root, on the disk of the engine. */
  readonly canary: { readonly folder: string; readonly path: string; readonly secret: string };
  readonly outside: Outside;
  /** Who attacks. */
  readonly ann: Learner;
  /** Who must notice nothing of it. */
  readonly bob: Learner;
  /** One more, for an attempt that ends its session. */
  newcomer(): Promise<Learner>;
  /** Something to be removed at the end, also when the attempt fails. */
  atEnd(remove: () => Promise<unknown>): void;
}

export interface RangeOptions {
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Brings it up, runs the work, and takes it down again whatever happens. Needs root. */
export async function withRange<T>(
  { say, signal }: RangeOptions,
  work: (range: Range) => Promise<T>,
): Promise<T> {
  const removals: (() => Promise<unknown>)[] = [];
  try {
    return await work(await bringUp({ say, signal }, removals));
  } finally {
    for (const remove of removals.reverse()) {
      // What cannot be removed must not keep the rest.
      await remove().catch((error: unknown) => say(`left behind: ${error}`));
    }
  }
}

async function bringUp(
  { say, signal }: RangeOptions,
  removals: (() => Promise<unknown>)[],
): Promise<Range> {
  const unique = randomBytes(4).toString('hex');
  const instance = `escape-${unique}`;
  const home = drydockHome(process.env);
  const host = thisHost();
  const prepared = await prepareHost({
    ...{ home, instance: 'main', environment: process.env, signal },
    stages: { run: (title, run) => run((line) => say(`${title}: ${line}`)) },
  });
  const canary = await placeCanary(joinPath(home, `escape-${unique}`), removals);
  const outside = await layOutside(host, unique);
  removals.push(outside.close);
  const server = await startOwnServer({
    ...{ instance, host: outside.hostAddress, hostNames: 'drydock.test', say, signal },
  });
  removals.push(server.stop);
  const { url } = server;
  const docker = new Dockerode({ socketPath: prepared.engine.socket });
  const newcomer = async () => {
    const learner = await join({ url, docker, instance, signal });
    removals.push(async () => learner.socket.close());
    return learner;
  };
  const [ann, bob] = await Promise.all([newcomer(), newcomer()]);
  return {
    ...{ unique, instance, url, docker, prepared, host, canary, outside, ann, bob, newcomer },
    atEnd: (remove) => void removals.push(remove),
  };
}

async function placeCanary(folder: string, removals: (() => Promise<unknown>)[]) {
  const secret = `canary-${randomBytes(16).toString('hex')}`;
  removals.push(() => rm(folder, { recursive: true, force: true }));
  await mkdir(folder, { recursive: true });
  const path = joinPath(folder, 'canary');
  await writeFile(path, `${secret}\n`, { mode: 0o644 });
  return { folder, path, secret };
}
