import { tmpdir } from 'node:os';
import type Docker from 'dockerode';
import { expect, test } from 'vitest';
import { requireSpace } from './free-space.ts';

test('a disk with room is fine', async () => {
  await requireSpace(engine({ folder: tmpdir(), images: 1 }));
});

test('a disk without is an error that says how much and what to do', async () => {
  // A kernel file system: it has no space at all.
  await expect(requireSpace(engine({ folder: '/proc', images: 0 }))).rejects.toMatchObject({
    code: 'NO_SPACE',
    message: '/proc has 0.0 GiB free; 6.0 GiB are needed.',
  });
  await expect(requireSpace(engine({ folder: '/proc', images: 3 }))).rejects.toThrow('1.0 GiB');
});

test('a folder that this user cannot look into is not judged', async () => {
  await requireSpace(engine({ folder: '/nonexistent', images: 0 }));
});

function engine({ folder, images }: { folder: string; images: number }): Docker {
  return {
    info: () => Promise.resolve({ DockerRootDir: folder }),
    listImages: () => Promise.resolve(Array.from({ length: images }, () => ({}))),
  } as unknown as Docker;
}
