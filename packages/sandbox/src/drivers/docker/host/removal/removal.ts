import type Docker from 'dockerode';
import { isStatus } from '../images/images.ts';
import { INSTANCE_LABEL, KIND_LABEL } from '../labels.ts';
import { type Labels, whoseIs } from './whose.ts';

export type RemovableKind = 'containers' | 'networks' | 'volumes' | 'images';

export interface Removal {
  readonly docker: Docker;
  /** Whose objects; those that another home made stay. */
  readonly home: string;
  /** Undefined: every instance's. With one, all stays that instances share: images and the seed of base images. */
  readonly instance?: string | undefined;
  /** What becomes of objects that do not say of which home they are: an older Drydock's, and pulled base images. */
  readonly unmarked: 'remove' | 'keep';
  /** All four by default. */
  readonly kinds?: readonly RemovableKind[] | undefined;
  /** Called with each object that was removed. */
  readonly report?: ((removed: string) => void) | undefined;
}

export interface Removed extends Record<RemovableKind, readonly string[]> {
  /** What may not go, and why: it is in use, or perhaps another's. */
  readonly kept: readonly string[];
}

/** Pulled base images cannot carry our label; they are only named by us. */
const PULLED = 'drydock/base/';
/** For an engine's filter, whose `*` ends at a slash: some have the name of an owner. */
export const PULLED_PATTERNS = [`${PULLED}*`, `${PULLED}*/*`];

/**
 * Removes what Drydock made on an engine, found by label and name, and nothing else. Running sandboxes end.
 * Idempotent: what is gone already is no error.
 */
export async function removeObjects(removal: Removal): Promise<Removed> {
  const kept: string[] = [];
  const unmarked: string[] = [];
  const removed: Record<RemovableKind, string[]> = {
    containers: [],
    networks: [],
    volumes: [],
    images: [],
  };
  for (const kind of ORDER) {
    if (removal.kinds?.includes(kind) === false) continue;
    for (const object of await FIND[kind](removal)) {
      const whose = whoseIs(object.labels, removal.home);
      if (whose === 'others') continue;
      if (whose === 'unmarked' && removal.unmarked === 'keep') {
        unmarked.push(object.name);
        continue;
      }
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
  if (unmarked.length > 0) kept.push(`${unmarked.join(', ')}: ${UNMARKED}`);
  return { ...removed, kept };
}

const UNMARKED =
  'made without a note of the home, and the Drydock of another home uses this engine';

interface EngineObject {
  readonly name: string;
  readonly labels: Labels;
  remove(): Promise<unknown>;
}

/** An object cannot go before what uses it. */
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
  return containers.map(({ Id, Names, Labels }) => ({
    name: Names[0]?.replace(/^\//, '') ?? Id,
    labels: Labels,
    remove: () => removal.docker.getContainer(Id).remove({ force: true, v: true }),
  }));
}

async function findNetworks(removal: Removal): Promise<EngineObject[]> {
  const networks = await removal.docker.listNetworks({ filters: filters(removal) });
  return networks.map(({ Id, Name, Labels }) => ({
    name: Name,
    labels: Labels,
    remove: () => removal.docker.getNetwork(Id).remove(),
  }));
}

async function findVolumes(removal: Removal): Promise<EngineObject[]> {
  const { Volumes } = await removal.docker.listVolumes({ filters: filters(removal) });
  return (Volumes ?? [])
    .filter(({ Labels }) => removal.instance === undefined || Labels?.[KIND_LABEL] !== 'seed')
    .map(({ Name, Labels }) => ({
      name: Name,
      labels: Labels,
      remove: () => removal.docker.getVolume(Name).remove(),
    }));
}

async function findImages({ docker, instance }: Removal): Promise<EngineObject[]> {
  if (instance !== undefined) return [];
  const [labelled, named] = await Promise.all([
    docker.listImages({ filters: { label: [`${KIND_LABEL}=image`] } }),
    docker.listImages({ filters: { reference: PULLED_PATTERNS } }),
  ]);
  const found = new Map<string, Labels>();
  for (const { Id, RepoTags, Labels } of labelled) {
    const names = namesOf(RepoTags);
    for (const name of names.length > 0 ? names : [Id]) found.set(name, Labels);
  }
  // A pulled image may have the user's own names too: those stay.
  for (const { RepoTags, Labels } of named) {
    for (const name of namesOf(RepoTags)) if (name.startsWith(PULLED)) found.set(name, Labels);
  }
  return [...found].map(([name, labels]) => ({
    name,
    labels,
    remove: () => docker.getImage(name).remove(),
  }));
}

/** The names of an image as the engine lists it; none when it is untagged. */
export function namesOf(repoTags: readonly string[] | null | undefined): string[] {
  return (repoTags ?? []).filter((name) => name !== '<none>:<none>');
}
