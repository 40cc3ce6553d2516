import { requireSpace } from '../engine/free-space.ts';
import { HostError } from '../errors.ts';
import { baseTag, readCatalogue } from './catalogue.ts';
import type { ImageContext } from './debian-base.ts';
import { dockerHubAnswers } from './docker-hub.ts';
import { lateMisses, noteMisses } from './missed-images.ts';
import { inspectBaseImage, type PreparedBaseImage } from './standins.ts';
import { pullImage } from './standins-pull.ts';
import { type MissedImage, readWantedNames, type WantedImage } from './wanted-names.ts';

export interface WantedContext extends Pick<ImageContext, 'docker' | 'home' | 'report' | 'signal'> {
  /** Names of images, as labs write them; those of the catalogue are passed over. */
  readonly names: readonly string[];
  /** Also for what was looked for in vain a short while ago. */
  readonly lookAgain: boolean;
  /** `host:port` of a registry that is asked in place of Docker Hub. The engine must use it without TLS. */
  readonly registry?: string | undefined;
  readonly limits?: WantedLimits;
}

interface WantedLimits {
  /** Bytes of one image. It is on the engine's disk, in the hub's image and in the seed. */
  readonly largest: number;
  /** Milliseconds for one image. */
  readonly one: number;
  /** Milliseconds for all: others may wait for the host lock. */
  readonly all: number;
}

export interface WantedOutcome {
  readonly images: readonly PreparedBaseImage[];
  readonly missed: readonly MissedImage[];
}

const LIMITS: WantedLimits = { largest: 2_000_000_000, one: 300_000, all: 900_000 };
/** One that comes slowly should not keep the others waiting; each pulls its layers side by side already. */
const AT_ONCE = 3;

/**
 * Takes the images that labs ask for and the catalogue does not have from Docker Hub, those that are not there yet.
 * What does not come is told, with its reason; that alone is no failure. Rejects when aborted, or when the engine fails.
 */
export async function prepareWantedImages(context: WantedContext): Promise<WantedOutcome> {
  const { docker, home, lookAgain, names } = context;
  const { images: wanted, missed } = readWantedNames(names, await readCatalogue());
  const present = await Promise.all(wanted.map(({ name }) => inspectBaseImage(docker, name)));
  const absent = wanted.filter((_, index) => present[index] === undefined);
  const known: ReadonlyMap<string, string> = lookAgain ? new Map() : await lateMisses(home);
  const asked = absent.filter(({ name }) => !known.has(name));
  const failed = asked.length > 0 ? await pullAll(context, asked) : [];
  if (asked.length > 0) {
    await noteMisses(home, { asked: asked.map(({ name }) => name), missed: failed });
  }
  const reasons = new Map([...known, ...failed.map(({ name, reason }) => [name, reason] as const)]);
  const there: PreparedBaseImage[] = [];
  const notThere: MissedImage[] = [...missed];
  for (const { name } of wanted) {
    const image = await inspectBaseImage(docker, name);
    if (image) there.push(image);
    else notThere.push({ name, reason: reasons.get(name) ?? 'it has vanished from the engine' });
  }
  return { images: there, missed: notThere };
}

async function pullAll(
  context: WantedContext,
  wanted: readonly WantedImage[],
): Promise<MissedImage[]> {
  const { registry, signal, limits = LIMITS } = context;
  const address = registry === undefined ? {} : { address: `http://${registry}/v2/` };
  if (!(await dockerHubAnswers(signal, address))) {
    const reason = 'Docker Hub does not answer';
    return wanted.map(({ name }) => ({ name, reason }));
  }
  const missed: MissedImage[] = [];
  const queue = [...wanted];
  const end = Date.now() + limits.all;
  const work = async (): Promise<void> => {
    for (let image = queue.shift(); image; image = queue.shift()) {
      const reason = await pull(context, image, Math.min(limits.one, end - Date.now()));
      if (reason !== undefined) missed.push({ name: image.name, reason });
    }
  };
  // All are awaited even when one fails: no pull goes on behind the caller's back.
  const results = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return missed;
}

/** Resolves with the reason why it did not come, if it did not. */
async function pull(
  context: WantedContext,
  { name, pull }: WantedImage,
  limit: number,
): Promise<string | undefined> {
  const { docker, registry = 'docker.io', signal, limits: { largest } = LIMITS } = context;
  if (limit <= 0) return 'there was no time left for it';
  try {
    // On the engine, in the hub's image and in the seed.
    await requireSpace(docker, 3 * largest);
    await pullImage(context, { from: `${registry}/${pull}`, to: baseTag(name), largest, limit });
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof HostError)) throw error;
    return reasonOf(error);
  }
}

/** Of all that an engine may say, in one line. */
function reasonOf(error: HostError): string {
  if (error.code === 'NO_SPACE') return error.message.replace(/\.$/, '');
  const said = error.cause instanceof Error ? error.cause.message : error.message;
  if (/manifest unknown|does not exist|not found/i.test(said))
    return 'Docker Hub has no such image';
  const [line = ''] = said.replace(/^\(HTTP code \d+\) [^-]*- /, '').split('\n');
  return line.trim().replace(/\.$/, '').slice(0, 200);
}
