import type { Readable } from 'node:stream';
import { ownLabels } from '../labels.ts';
import type { ImageContext } from './debian-base.ts';
import { followStream } from './image-build.ts';
import { type ShiftOptions, shiftOwners } from './tar-shift.ts';

export interface ImageShift {
  readonly from: string;
  /** The folder of `from` that is taken; with `/.` at its end only what is in it. */
  readonly path: string;
  readonly shift: ShiftOptions;
  readonly to: string;
  /** Dockerfile lines for the new image's settings: an import has none. */
  readonly changes?: readonly string[];
}

/** Makes an image of a folder of another one, its files with other owners. Rejects with HostError IMAGE_BUILD_FAILED. */
export async function shiftImage(
  context: Pick<ImageContext, 'docker' | 'instance' | 'home' | 'signal'>,
  { from, path, shift, to, changes = [] }: ImageShift,
): Promise<void> {
  const { docker, signal } = context;
  const container = await docker.createContainer({
    Image: from,
    Cmd: ['true'],
    NetworkDisabled: true,
    Labels: ownLabels(context, 'build'),
  });
  try {
    const taken = await container.getArchive({ path, ...(signal && { abortSignal: signal }) });
    const shifted: Readable = shiftOwners(shift);
    taken.on('error', (error) => shifted.destroy(error));
    taken.pipe(shifted as unknown as NodeJS.WritableStream);
    const [repo, tag] = to.split(':');
    const labels = Object.entries(ownLabels(context, 'image'));
    const stream = await docker.importImage(shifted, {
      repo,
      tag,
      changes: [...labels.map(([name, value]) => `LABEL ${name}="${value}"`), ...changes],
    });
    await followStream({ stream, name: to });
  } finally {
    await container.remove({ force: true, v: true });
  }
}
