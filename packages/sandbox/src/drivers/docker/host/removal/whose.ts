import type Docker from 'dockerode';
import { HOME_LABEL, homeId, INSTANCE_LABEL, KIND_LABEL } from '../labels.ts';

/** As the engine lists them: an object may have none. */
export type Labels = Readonly<Record<string, string>> | null | undefined;

/** Whose an object of Drydock's is; unmarked are those of a Drydock that did not note its home, and pulled images. */
export function whoseIs(labels: Labels, home: string): 'ours' | 'others' | 'unmarked' {
  const marked = labels?.[HOME_LABEL];
  if (marked === undefined) return 'unmarked';
  return marked === homeId(home) ? 'ours' : 'others';
}

/**
 * Names of what Drydocks of other homes have on an engine: containers, networks and volumes. Images do not count: they
 * are made again when they are missed.
 */
export async function objectsOfOthers(docker: Docker, home: string): Promise<string[]> {
  const filters = { label: [INSTANCE_LABEL] };
  const [containers, networks, { Volumes }] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  const all: readonly (readonly [string, Labels])[] = [
    ...containers.map(({ Id, Names, Labels }) => [Names[0]?.slice(1) ?? Id, Labels] as const),
    ...networks.map(({ Name, Labels }) => [Name, Labels] as const),
    ...(Volumes ?? []).map(({ Name, Labels }) => [Name, Labels] as const),
  ];
  return all.filter(([, labels]) => whoseIs(labels, home) === 'others').map(([name]) => name);
}

/** Whether a Drydock of another home has ever used an engine, as far as can be seen there. */
export async function isShared(docker: Docker, home: string): Promise<boolean> {
  const images = await docker.listImages({ filters: { label: [`${KIND_LABEL}=image`] } });
  if (images.some(({ Labels }) => whoseIs(Labels, home) === 'others')) return true;
  return (await objectsOfOthers(docker, home)).length > 0;
}
