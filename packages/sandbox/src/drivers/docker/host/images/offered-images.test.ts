import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { noteImageSizes } from './image-sizes.ts';
import { offeredImages } from './offered-images.ts';

test('every image of the catalogue is offered, with its size where the home has one', async () => {
  const home = await mkdtemp(join(tmpdir(), 'drydock-offered-'));
  try {
    await noteImageSizes(home, [{ name: 'nginx:alpine', bytes: 21_000_000 }], async () => true);
    const offered = await offeredImages({ DRYDOCK_HOME: home });
    expect(offered.map(({ name }) => name)).toEqual(
      (await readCatalogue()).map(({ name }) => name),
    );
    expect(offered.filter(({ bytes }) => bytes !== undefined)).toEqual([
      { name: 'nginx:alpine', bytes: 21_000_000 },
    ]);
    // Taken for a lab that names it.
    await noteImageSizes(home, [{ name: 'mysql:8', bytes: 1 }], async () => true);
    expect((await offeredImages({ DRYDOCK_HOME: home })).at(-1)).toEqual({
      ...{ name: 'mysql:8', bytes: 1 },
    });
  } finally {
    await rm(home, { recursive: true });
  }
});
