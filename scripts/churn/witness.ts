import { setTimeout as pause } from 'node:timers/promises';
import type Dockerode from 'dockerode';

/** What the engine made for a run, by names under which the box may still have it afterwards. */
export interface Seen {
  /** Ids. */
  readonly containers: ReadonlySet<string>;
  /** Ids. */
  readonly networks: ReadonlySet<string>;
  readonly bridges: ReadonlySet<string>;
  readonly subnets: ReadonlySet<string>;
  /** Where the engine keeps what containers wrote, and mounts it. */
  readonly folders: ReadonlySet<string>;
}

export interface Witness {
  readonly seen: Seen;
  stop(): Promise<void>;
}

/** Short enough to see what lives for the time of a start. */
const LOOK_EVERY_MS = 200;

/** Watches what an instance makes: once a container is gone nobody knows any more what it was made of. */
export function createWitness(docker: Dockerode, instance: string): Witness {
  const seen = {
    containers: new Set<string>(),
    networks: new Set<string>(),
    bridges: new Set<string>(),
    subnets: new Set<string>(),
    folders: new Set<string>(),
  };
  const stopping = new AbortController();
  const filters = { label: [`io.drydock.instance=${instance}`] };

  async function look(): Promise<void> {
    const [containers, networks] = await Promise.all([
      docker.listContainers({ all: true, filters }),
      docker.listNetworks({ filters }),
    ]);
    const isNew = containers.filter(({ Id }) => !seen.containers.has(Id));
    for (const { Id } of containers) seen.containers.add(Id);
    await Promise.all(isNew.map(({ Id }) => lookAt(docker.getContainer(Id))));
    for (const { Id, Options, IPAM } of networks) {
      seen.networks.add(Id);
      seen.bridges.add(Options?.['com.docker.network.bridge.name'] ?? `br-${Id.slice(0, 12)}`);
      for (const { Subnet } of IPAM?.Config ?? []) if (Subnet) seen.subnets.add(Subnet);
    }
  }

  async function lookAt(container: Dockerode.Container): Promise<void> {
    try {
      const { GraphDriver, ResolvConfPath } = await container.inspect();
      // The types know the data of one driver only.
      const data: Readonly<Record<string, string>> = GraphDriver?.Data ?? {};
      const folders = [data.UpperDir, ResolvConfPath];
      for (const path of folders) if (path) seen.folders.add(path.replace(/\/[^/]+$/, ''));
    } catch {
      // It was gone before it was looked at; the id is known.
    }
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look();
      await pause(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const watching = watch();
  // A failure is told by stop().
  watching.catch(() => undefined);
  return {
    seen,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
