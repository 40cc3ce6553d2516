import { HostError } from '../errors.ts';
import type { ImageContext } from './debian-base.ts';
import { followStream } from './image-build.ts';
import { imageExists } from './images.ts';

export interface PulledImage {
  /** As a registry knows it, with its tag. */
  readonly from: string;
  /** Its name on the engine from then on. */
  readonly to: string;
}

/**
 * Pulls an image under a name of ours. The name it was pulled by is the host's: it stays only if it was there before.
 * Rejects with HostError PACKAGES_UNAVAILABLE.
 */
export async function pullImage(
  { docker, report, signal }: Pick<ImageContext, 'docker' | 'report' | 'signal'>,
  { from, to }: PulledImage,
): Promise<void> {
  report(`pulling ${from}`);
  const had = await imageExists(docker, from);
  try {
    const stream = await docker.pull(from, { ...(signal && { abortSignal: signal }) });
    await followStream({ stream, name: from });
  } catch (error) {
    signal?.throwIfAborted();
    throw notPulled(from, error);
  }
  const [repo = to, tag = 'latest'] = to.split(':');
  await docker.getImage(from).tag({ repo, tag });
  if (!had) await docker.getImage(from).remove({ noprune: true });
}

function notPulled(image: string, cause: unknown): HostError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new HostError(
    {
      code: 'PACKAGES_UNAVAILABLE',
      message: `${image} could not be pulled: ${reason}`,
      hint: 'Try again: what has been pulled so far is kept. When the reason is a limit of Docker Hub, wait some hours.',
    },
    { cause },
  );
}
