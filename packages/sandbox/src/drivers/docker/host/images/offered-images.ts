import { drydockHome } from '../home.ts';
import { readCatalogue } from './catalogue.ts';
import { readImageSizes } from './image-sizes.ts';

/** An image that every sandbox has from the start, or that of the labs that name it. */
export interface OfferedImage {
  /** As learners write it; `latest` when there is no tag. */
  readonly name: string;
  /** On this box; undefined where it was never prepared. */
  readonly bytes: number | undefined;
}

/**
 * The catalogue, with the sizes that this box has noted, and what this box has taken for labs beside it. Needs no engine.
 * Rejects for a catalogue that is broken.
 */
export async function offeredImages(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<readonly OfferedImage[]> {
  const [catalogue, sizes] = await Promise.all([
    readCatalogue(),
    readImageSizes(drydockHome(environment)),
  ]);
  const names = new Set([...catalogue.map(({ name }) => name), ...sizes.keys()]);
  return [...names].map((name) => ({ name, bytes: sizes.get(name) }));
}
