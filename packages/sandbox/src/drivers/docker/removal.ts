import type Dockerode from 'dockerode';
import { type Engine, statusOf, unlessMissing } from './engine.ts';
import { HOME_LABEL, homeId, INSTANCE_LABEL, KIND_LABEL, ownLabels } from './host/labels.ts';

/** Stopping a busy sandbox and unmounting its engine's layers takes its time. */
const REMOVAL_LIMIT_MS = 60_000;
/** Between the making and the start of a container there is one answer of the engine, which has a limit of its own. */
const UNSTARTED_SECONDS = 60;

export interface Removal {
  readonly instance: string;
  readonly home: string;
  /** Whether an object, by its labels, is to go. Workspaces never are. */
  readonly wanted: (labels: Readonly<Record<string, string>>) => boolean;
}

/** Removes sandboxes, then their networks and data; the names of what went. Removing it twice at once is harmless. */
export async function removeObjects(
  engine: Engine,
  { instance, home, wanted }: Removal,
): Promise<string[]> {
  const { docker } = engine;
  const ofKind = (kind: string) => ({
    filters: { label: [`${INSTANCE_LABEL}=${instance}`, `${KIND_LABEL}=${kind}`] },
  });
  // An instance of the same name may be another home's. Objects without a home are of an older Drydock.
  const isOurs = (labels: Readonly<Record<string, string>>) =>
    (labels[HOME_LABEL] ?? homeId(home)) === homeId(home) && wanted(labels);
  const containers = await engine.call('list sandboxes', () =>
    docker.listContainers({ all: true, ...ofKind('sandbox') }),
  );
  const removed = containers.filter(({ Labels }) => isOurs(Labels));
  // One that will not go keeps nobody else's things.
  const failures = await failed(removed.map(({ Id }) => removeContainer(engine, Id)));

  const [networks, { Volumes }] = await engine.call('list what sandboxes leave', () =>
    Promise.all([docker.listNetworks(ofKind('network')), docker.listVolumes(ofKind('data'))]),
  );
  const leftNetworks = networks.filter(({ Labels }) => isOurs(Labels ?? {}));
  const leftVolumes = Volumes.filter(({ Labels }) => isOurs(Labels ?? {}));
  failures.push(
    ...(await failed([
      ...leftNetworks.map(({ Id }) => removeNetwork(engine, Id)),
      ...leftVolumes.map(({ Name }) => removeVolume(engine, Name)),
    ])),
  );
  if (failures.length > 0) throw failures[0];
  return [
    ...removed.map(({ Names, Id }) => Names[0]?.slice(1) ?? Id),
    ...leftNetworks.map(({ Name }) => Name),
    ...leftVolumes.map(({ Name }) => Name),
  ];
}

/**
 * Removes what runs once and then removes itself (the firewall's loader), and was made but never started: whoever
 * made it was killed in between. The names of what went.
 */
export async function removeUnstartedHelpers(
  engine: Engine,
  { instance, home }: Omit<Removal, 'wanted'>,
): Promise<string[]> {
  const own = Object.entries(ownLabels({ instance, home }, 'firewall'));
  const filters = { status: ['created'], label: own.map(([name, value]) => `${name}=${value}`) };
  const made = await engine.call('list helpers', () =>
    engine.docker.listContainers({ all: true, filters }),
  );
  // One that is just about to start is younger.
  const left = made.filter(({ Created }) => Date.now() / 1000 - Created > UNSTARTED_SECONDS);
  await Promise.all(left.map(({ Id }) => removeContainer(engine, Id)));
  return left.map(({ Names, Id }) => Names[0]?.slice(1) ?? Id);
}

/** The errors of what failed, when all has come to its end. */
async function failed(work: readonly Promise<void>[]): Promise<unknown[]> {
  const results = await Promise.allSettled(work);
  return results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
}

/** Does nothing when there is none. */
export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await engine.call(
    'remove a volume',
    () => unlessMissing(engine.docker.getVolume(name).remove()),
    REMOVAL_LIMIT_MS,
  );
}

async function removeContainer(engine: Engine, id: string): Promise<void> {
  const container = engine.docker.getContainer(id);
  await engine.call(
    'remove a sandbox',
    async () => {
      try {
        await unlessMissing(container.remove({ force: true, v: true }));
      } catch (error) {
        // Somebody else is removing it: until it is gone, its network is in use.
        if (statusOf(error) !== 409) throw error;
        await unlessMissing(container.wait({ condition: 'removed' }));
      }
    },
    REMOVAL_LIMIT_MS,
  );
}

/** By its name or id, with whoever is still on it but the sandbox. Does nothing when there is none. */
export async function removeNetwork(engine: Engine, id: string): Promise<void> {
  const network = engine.docker.getNetwork(id);
  await engine.call('remove a network', async () => {
    const found = await unlessMissing<Dockerode.NetworkInspectInfo>(network.inspect());
    // The hub stays and goes on: it is on every session's network.
    for (const container of Object.keys(found?.Containers ?? {})) {
      await unlessOff(unlessMissing(network.disconnect({ Container: container, Force: true })));
    }
    await unlessMissing(network.remove());
  });
}

/**
 * Somebody else has taken the container off the network since it was listed, or ended it. The engine has no status of
 * its own for that: it is a 500, told from others by its words, of which there are two forms.
 */
async function unlessOff<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const isOff = /is not connected to (the )?network/.test((error as Error).message);
    if (statusOf(error) === 500 && isOff) return undefined;
    throw error;
  }
}
