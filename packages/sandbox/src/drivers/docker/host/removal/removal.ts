import type Docker from 'dockerode';
import { isStatus } from '../images/images.ts';
import { INSTANCE_LABEL, KIND_LABEL } from '../labels.ts';

type RemovableKind = 'containers' | 'networks' | 'volumes' | 'images';

export interface Removal {
  readonly docker: Docker;
  /** Whose objects; undefined: every instance's. Images are shared by all instances, so this does not choose among them. */
  readonly instance?: string | undefined;
  /** All four kinds by default. */
  readonly kinds?: readonly RemovableKind[] | undefined;
  /** Called with each object that was removed. */
  readonly report?: ((removed: string) => void) | undefined;
}

export interface Removed extends Record<RemovableKind, readonly string[]> {
  /** What is still used by something that is not to be removed, with the engine's reason. */
  readonly kept: readonly string[];
}

/** Pulled base images cannot carry our label; they are only named by us. */
const PULLED = 'drydock/base/';

/**
 * Removes what Drydock made on an engine, found by label and name, and nothing else. Running sandboxes end.
 * Idempotent: what is gone already is no error.
 */
export async function removeObjects(removal: Removal): Promise<Removed> {
  const wanted = new Set(removal.kinds ?? ['containers', 'networks', 'volumes', 'images']);
  const kept: string[] = [];
  const removed: Record<RemovableKind, string[]> = {
    containers: [],
    networks: [],
    volumes: [],
    images: [],
  };
  // The order matters: an object cannot go before what uses it.
  for (const kind of ORDER) {
    if (!wanted.has(kind)) continue;
    for (const object of await FIND[kind](removal)) {
      const outcome = await tryRemove(object);
      if (outcome === 'gone') continue;
      if (outcome !== 'removed') {
        kept.push(`${object.name}: ${outcome.reason}`);
        continue;
      }
      removed[kind].push(object.name);
      removal.report?.(object.name);
    }
  }
  return { ...removed, kept };
}

interface EngineObject {
  readonly name: string;
  remove(): Promise<unknown>;
}

const ORDER: readonly RemovableKind[] = ['containers', 'networks', 'volumes', 'images'];

const FIND: Record<RemovableKind, (removal: Removal) => Promise<EngineObject[]>> = {
  containers: findContainers,
  networks: findNetworks,
  volumes: findVolumes,
  images: findImages,
};

async function tryRemove(object: EngineObject): Promise<'removed' | 'gone' | { reason: string }> {
  try {
    await object.remove();
    return 'removed';
  } catch (error) {
    if (isStatus(error, 404)) return 'gone';
    // 409: in use; 403: a network with endpoints that are not ours.
    if (error instanceof Error && isStatus(error, 403, 409)) return { reason: error.message };
    throw error;
  }
}

function filters({ instance }: Removal): { label: string[] } {
  return { label: [instance === undefined ? INSTANCE_LABEL : `${INSTANCE_LABEL}=${instance}`] };
}

async function findContainers(removal: Removal): Promise<EngineObject[]> {
  const containers = await removal.docker.listContainers({ all: true, filters: filters(removal) });
  return containers.map(({ Id, Names }) => ({
    name: Names[0]?.replace(/^\//, '') ?? Id,
    remove: () => removal.docker.getContainer(Id).remove({ force: true, v: true }),
  }));
}

async function findNetworks(removal: Removal): Promise<EngineObject[]> {
  const networks = await removal.docker.listNetworks({ filters: filters(removal) });
  return networks.map(({ Id, Name }) => ({
    name: Name,
    remove: () => removal.docker.getNetwork(Id).remove(),
  }));
}

async function findVolumes(removal: Removal): Promise<EngineObject[]> {
  const { Volumes } = await removal.docker.listVolumes({ filters: filters(removal) });
  return (Volumes ?? []).map(({ Name }) => ({
    name: Name,
    remove: () => removal.docker.getVolume(Name).remove(),
  }));
}

async function findImages({ docker }: Removal): Promise<EngineObject[]> {
  const [labelled, named] = await Promise.all([
    docker.listImages({ filters: { label: [`${KIND_LABEL}=image`] } }),
    docker.listImages({ filters: { reference: [`${PULLED}*`] } }),
  ]);
  const tags = new Set<string>();
  const untagged = new Set<string>();
  for (const { Id, RepoTags } of labelled) {
    const names = namesOf(RepoTags);
    for (const name of names) tags.add(name);
    if (names.length === 0) untagged.add(Id);
  }
  // A pulled image may have the user's own names too: those stay.
  for (const { RepoTags } of named) {
    for (const name of namesOf(RepoTags)) if (name.startsWith(PULLED)) tags.add(name);
  }
  return [...tags, ...untagged].map((name) => ({
    name,
    remove: () => docker.getImage(name).remove(),
  }));
}

function namesOf(repoTags: readonly string[] | null | undefined): string[] {
  return (repoTags ?? []).filter((name) => name !== '<none>:<none>');
}
