import { randomBytes } from 'node:crypto';
import type { SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import {
  drydockHome,
  ownLabels,
  type PreparedHost,
  placeHub,
  prepareConventionalImage,
  prepareHost,
  removeInstance,
  startPreparedHub,
  whileUsing,
} from '@drydock/sandbox/docker/host';
import Dockerode from 'dockerode';
import type { Bench } from './bench.ts';

/** A prepared box and an instance of the run's own on its engine. */
export interface Box {
  readonly home: string;
  readonly instance: string;
  readonly host: PreparedHost;
  readonly docker: Dockerode;
  /** Whose the conventional containers are: a server of the instance sweeps away what it does not know. */
  readonly conventionalInstance: string;
  /** Makes what is missing of the conventional way: its image, and a network like the engine's default one. */
  conventional(): Promise<ConventionalParts>;
}

interface ConventionalParts {
  readonly image: string;
  readonly network: string;
}

/** Runs work on a prepared box; whatever the instance then still has is removed, also after a failure. */
export async function onBox<T>(bench: Bench, work: (box: Box) => Promise<T>): Promise<T> {
  const home = drydockHome(process.env);
  const instance = `bench-${randomBytes(4).toString('hex')}`;
  const conventionalInstance = `${instance}-conventional`;
  const { signal } = bench;
  const stages = {
    run: <R>(title: string, stage: (report: (line: string) => void) => Promise<R>) =>
      stage((line) => bench.say(`${title}: ${line}`)),
  };
  return whileUsing(home, async () => {
    const environment = process.env;
    const host = await prepareHost({ home, instance: 'main', environment, stages, signal });
    try {
      const docker = new Dockerode({ socketPath: host.engine.socket });
      let parts: Promise<ConventionalParts> | undefined;
      const conventional = () => {
        parts ??= conventionalParts({ bench, docker, home, host, instance: conventionalInstance });
        return parts;
      };
      return await work({ home, instance, host, docker, conventionalInstance, conventional });
    } finally {
      for (const each of [instance, conventionalInstance])
        await removeInstance({ engine: host.engine, instance: each, home });
    }
  });
}

/** Drydock's own engine has no default network, so one is made in its place. */
async function conventionalParts({
  bench,
  docker,
  home,
  host,
  instance,
}: Pick<Box, 'docker' | 'home' | 'host' | 'instance'> & {
  readonly bench: Bench;
}): Promise<ConventionalParts> {
  const report = (line: string) => bench.say(`Conventional image: ${line}`);
  const context = { docker, instance: 'main', home, report, signal: bench.signal };
  const image = await prepareConventionalImage(context, host.sandboxImage);
  const network = `drydock-${instance}`;
  await docker.createNetwork({ Name: network, Labels: ownLabels({ instance, home }, 'network') });
  return { image, network };
}

/** The driver as the server has it: beside a hub. */
export async function withDriver<T>(
  { home, instance, host }: Box,
  work: (driver: SandboxDriver) => Promise<T>,
): Promise<T> {
  const place = await placeHub({ home, instance });
  const hub = await startPreparedHub({ home, host, instance, place, storage: 'ephemeral' });
  const driver = createDockerDriver({
    connection: { socketPath: host.engine.socket },
    ...{ home, instance },
    image: host.sandboxImage,
    firewall: host.firewallImage,
    seed: host.seed,
    networksAhead: true,
    hub: hub.name,
  });
  try {
    return await work(driver);
  } finally {
    await driver.close();
    await hub.release();
  }
}

/** The containers of all sandboxes of the run. */
export async function ourContainers({ docker, instance }: Box): Promise<Dockerode.Container[]> {
  const label = [`io.drydock.instance=${instance}`, 'io.drydock.kind=sandbox'];
  const found = await docker.listContainers({ filters: { label } });
  return found.map(({ Id }) => docker.getContainer(Id));
}
