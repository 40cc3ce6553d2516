import { DEFAULT_LIMITS } from '@drydock/sandbox';
import { ownLabels } from '@drydock/sandbox/docker/host';
import type Dockerode from 'dockerode';
import type { Bench } from './bench.ts';
import type { Box } from './box.ts';
import { execIn } from './container-exec.ts';
import { createConventional } from './conventional.ts';

/** A Docker engine in a container as others run it; see createConventional(). */
export interface Conventional {
  readonly container: Dockerode.Container;
  readonly signal: AbortSignal;
  remove(): Promise<void>;
}

export interface ConventionalStart {
  readonly bench: Bench;
  readonly box: Box;
  /** Of the images, on the host's disk. */
  readonly tar: string;
}

const IMAGES_TAR = '/images.tar';
const ENGINE_LIMIT_S = '120';
/** Many load at once in a storm. */
const LOAD_LIMIT_S = '900';

/** Creates and starts one with the limits of a sandbox; its engine is on the way then. */
export async function startConventional(start: ConventionalStart): Promise<Conventional> {
  const { bench, box, tar } = start;
  const { docker, home, conventionalInstance: instance } = box;
  const container = await createConventional({
    ...{ docker, home, instance },
    ...(await box.conventional()),
    limits: DEFAULT_LIMITS,
    binds: [`${tar}:${IMAGES_TAR}:ro`],
  });
  const remove = () => container.remove({ force: true, v: true });
  try {
    await container.start();
  } catch (error) {
    await remove();
    throw error;
  }
  return { container, signal: bench.signal, remove };
}

const UNTIL_ANSWERS = 'until docker version > /dev/null 2>&1; do sleep 0.05; done';

export async function untilEngineAnswers({ container, signal }: Conventional): Promise<void> {
  const command = ['timeout', ENGINE_LIMIT_S, 'sh', '-c', UNTIL_ANSWERS];
  await execIn({ container, signal, command });
}

const LOAD_AND_LIST = [
  UNTIL_ANSWERS,
  `docker load --quiet --input ${IMAGES_TAR} > /dev/null || exit`,
  "docker images --format '{{.Repository}}:{{.Tag}}'",
].join('; ');

/** Loads the tar as soon as the engine answers; resolves when `docker images` has listed these. */
export async function loadImages(
  { container, signal }: Conventional,
  images: readonly string[],
): Promise<void> {
  const command = ['timeout', LOAD_LIMIT_S, 'sh', '-c', LOAD_AND_LIST];
  const listed = (await execIn({ container, signal, command })).split('\n');
  const missing = images.filter((image) => !listed.includes(image));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} did not come with the tar.`);
}

/** A container with the same tools and the outer engine's socket, to ask that engine as a learner asks hers. */
export async function startToolbox(box: Box): Promise<Pick<Conventional, 'container' | 'remove'>> {
  const { docker, home, host, conventionalInstance: instance } = box;
  const { image } = await box.conventional();
  const container = await docker.createContainer({
    Image: image,
    Cmd: ['sleep', 'infinity'],
    Labels: ownLabels({ instance, home }, 'build'),
    HostConfig: {
      Binds: [`${host.engine.socket}:/var/run/docker.sock`],
      Init: true,
      NetworkMode: 'none',
    },
  });
  await container.start();
  return { container, remove: () => container.remove({ force: true, v: true }) };
}
