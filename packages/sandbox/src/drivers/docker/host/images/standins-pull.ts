import type Docker from 'dockerode';
import { HostError } from '../errors.ts';
import type { ImageContext } from './debian-base.ts';
import { type EngineEvent, followStream } from './image-build.ts';
import { imageExists } from './images.ts';

export interface PulledImage {
  /** As a registry knows it, with its tag. */
  readonly from: string;
  /** Its name on the engine from then on. */
  readonly to: string;
  /** Bytes, as sent and as unpacked; what is larger is not taken. Default: any size. */
  readonly largest?: number;
  /** Milliseconds. Default: as long as it takes. */
  readonly limit?: number;
}

/**
 * Pulls an image under a name of ours. The name it was pulled by is the host's: it stays only if it was there before.
 * Rejects with HostError PACKAGES_UNAVAILABLE.
 */
export async function pullImage(
  { docker, report, signal }: Pick<ImageContext, 'docker' | 'report' | 'signal'>,
  { from, to, largest = Number.POSITIVE_INFINITY, limit }: PulledImage,
): Promise<void> {
  report(`pulling ${from}`);
  const had = await imageExists(docker, from);
  const tooLarge = new AbortController();
  const stop = [tooLarge.signal, ...(signal ? [signal] : [])];
  if (limit !== undefined) stop.push(AbortSignal.timeout(limit));
  const abortSignal = AbortSignal.any(stop);
  const refuse = (bytes: number) => tooLarge.abort(new Error(sizeRefusal(bytes, largest)));
  try {
    const stream = await docker.pull(from, { abortSignal });
    await followStream({ stream, name: from, onEvent: watchSize(largest, refuse) });
    abortSignal.throwIfAborted();
  } catch (error) {
    signal?.throwIfAborted();
    throw notPulled(from, abortSignal.aborted ? stopReason(abortSignal, limit) : error);
  }
  const { Size } = await docker.getImage(from).inspect();
  if (Size > largest) {
    if (!had) await docker.getImage(from).remove();
    throw notPulled(from, new Error(sizeRefusal(Size, largest)));
  }
  await tagAs(docker, from, to);
  if (!had) await docker.getImage(from).remove({ noprune: true });
}

async function tagAs(docker: Docker, from: string, to: string): Promise<void> {
  const [repo = to, tag = 'latest'] = to.split(':');
  await docker.getImage(from).tag({ repo, tag });
}

/** Calls once with the bytes of the layers as they are sent, as soon as those known of are too many. */
function watchSize(largest: number, refuse: (bytes: number) => void) {
  const layers = new Map<string, number>();
  return ({ status, id, progressDetail }: EngineEvent): void => {
    // When they are unpacked, they are told a second time.
    if (status !== 'Downloading' || id === undefined) return;
    layers.set(id, progressDetail?.total ?? 0);
    const bytes = [...layers.values()].reduce((sum, layer) => sum + layer, 0);
    if (bytes > largest) refuse(bytes);
  };
}

function sizeRefusal(bytes: number, largest: number): string {
  const inMegabytes = (size: number): number => Math.ceil(size / 1e6);
  return `it has ${inMegabytes(bytes)} MB, and ${inMegabytes(largest)} MB is the most that is taken`;
}

function stopReason(signal: AbortSignal, limit: number | undefined): unknown {
  const isLate = (signal.reason as Error).name === 'TimeoutError';
  if (!isLate) return signal.reason;
  return new Error(`it was not there within ${Math.ceil((limit ?? 0) / 1000)} s`);
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
