import type Docker from 'dockerode';
import { isStatus } from '../images/images.ts';
import { KIND_LABEL } from '../labels.ts';
import { noteUse } from './last-used.ts';
import { namesOf, PULLED_PATTERNS } from './removal.ts';
import { isShared, type Labels, whoseIs } from './whose.ts';

export interface Pruning {
  readonly docker: Docker;
  readonly home: string;
  /** Tags of images and names of seeds that this preparation has made or found. What they are built on stays, too. */
  readonly keep: readonly string[];
  /** Called with each image and seed that was removed. */
  readonly report?: (removed: string) => void;
}

/** What preparations make; other names below `drydock/` are somebody's own. */
const OURS =
  /^drydock\/(sandbox|sandbox-root|sandbox-tools|conventional|sandbox-unshifted|debian|hub|hub-software|firewall|packages|seed|base\/[^:]+):/;

/** What is younger may be of a preparation that runs just now, of another home. In milliseconds. */
const BUILD_LIMIT = 3600 * 1000;

/**
 * Removes images and seeds that were superseded: of this home, not used lately by any checkout or running server, not
 * needed by one that is kept; and what failed builds left. What a container uses stays until next time.
 * To be called under the host lock, after a preparation that succeeded.
 */
export async function pruneSuperseded(pruning: Pruning): Promise<void> {
  const { docker, home, keep } = pruning;
  const used = await noteUse({ home, names: keep });
  const shared = await isShared(docker, home);
  const mayGo = (labels: Labels): boolean => {
    const whose = whoseIs(labels, home);
    return whose === 'ours' || (whose === 'unmarked' && !shared);
  };
  const kept = await layersOf(docker, [...used]);
  for (const name of await supersededImages(docker, { used, mayGo })) {
    // By its layers: not every engine knows an image's parent.
    const [layers] = await layersOf(docker, [name]);
    if (layers && kept.some((other) => isBaseOf(layers, other))) continue;
    await removeUnlessUsed(docker.getImage(name), { ...pruning, name });
  }
  for (const name of await failedBuilds(docker, mayGo)) {
    await removeUnlessUsed(docker.getImage(name), { ...pruning, name });
  }
  const seeds = await docker.listVolumes({ filters: { label: [`${KIND_LABEL}=seed`] } });
  for (const { Name, Labels } of seeds.Volumes ?? []) {
    if (used.has(Name) || !mayGo(Labels)) continue;
    await removeUnlessUsed(docker.getVolume(Name), { ...pruning, name: Name });
  }
}

interface Search {
  readonly used: ReadonlySet<string>;
  readonly mayGo: (labels: Labels) => boolean;
}

async function supersededImages(docker: Docker, { used, mayGo }: Search): Promise<string[]> {
  const found = await Promise.all([
    docker.listImages({ filters: { label: [`${KIND_LABEL}=image`] } }),
    docker.listImages({ filters: { reference: PULLED_PATTERNS } }),
  ]);
  const names = found
    .flat()
    .filter((image) => mayGo(image.Labels) && isOld(image))
    .flatMap(({ RepoTags }) => namesOf(RepoTags))
    .filter((name) => OURS.test(name) && !used.has(name));
  return [...new Set(names)];
}

/** Steps of a build inherit the label of the image that it began with. */
async function failedBuilds(docker: Docker, mayGo: Search['mayGo']): Promise<string[]> {
  const filters = { dangling: ['true'], label: [`${KIND_LABEL}=image`] };
  const untagged = await docker.listImages({ filters });
  return untagged.filter((image) => mayGo(image.Labels) && isOld(image)).map(({ Id }) => Id);
}

function isOld({ Created }: { readonly Created: number }): boolean {
  return Date.now() - Created * 1000 > BUILD_LIMIT;
}

/** Of those that are images, and there. */
async function layersOf(docker: Docker, names: readonly string[]): Promise<string[][]> {
  const layers = await Promise.all(
    names.map(async (name) => {
      try {
        return (await docker.getImage(name).inspect()).RootFS.Layers ?? [];
      } catch (error) {
        // Of an older entry, or a seed.
        if (isStatus(error, 400, 404)) return undefined;
        throw error;
      }
    }),
  );
  return layers.filter((each) => each !== undefined);
}

function isBaseOf(base: readonly string[], other: readonly string[]): boolean {
  return base.length <= other.length && base.every((layer, index) => layer === other[index]);
}

async function removeUnlessUsed(
  object: { remove(): Promise<unknown> },
  { name, report }: Pruning & { readonly name: string },
): Promise<void> {
  try {
    await object.remove();
    report?.(name);
  } catch (error) {
    // 404: somebody else was first; 409: in use; 500: the kernel has a file of it open just now.
    if (!isStatus(error, 404, 409, 500)) throw error;
  }
}
