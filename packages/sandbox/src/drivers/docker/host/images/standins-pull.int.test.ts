import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import Docker from 'dockerode';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareHubImage } from '../hub/hub-image.ts';
import { type OpenRegistry, startOpenRegistry } from '../hub/hub-open-registry.ts';
import { imageExists } from './images.ts';
import { prepareBaseImages } from './standins.ts';
import { pullImage } from './standins-pull.ts';

const id = randomBytes(4).toString('hex');
const docker = new Docker({
  socketPath: process.env.DRYDOCK_ENGINE_SOCKET ?? '/var/lib/drydock/engine/docker.sock',
});
const home = process.env.DRYDOCK_HOME ?? tmpdir();
const to = `drydock/test-${id}:pulled`;
const report = (): void => {};
let registry: OpenRegistry;
let busybox: string | undefined;

beforeAll(async () => {
  const context = {
    docker,
    home,
    // Images belong to the box, not to this run: they are what `npm start` uses, and stay.
    instance: 'main',
    mirror: process.env.DRYDOCK_DEBIAN_MIRROR || undefined,
    extraCa: process.env.DRYDOCK_EXTRA_CA || undefined,
    report,
    installPackages: () =>
      Promise.reject(new Error('Run `npx --no-install drydock prepare` first.')),
  };
  const images = await prepareBaseImages(context);
  busybox = images.find(({ name }) => name === 'busybox')?.id;
  const image = await prepareHubImage({ ...context, images });
  registry = await startOpenRegistry({ docker, instance: `test-${id}`, home, image });
}, 600_000);

afterAll(async () => {
  await docker.getImage(to).remove({ noprune: true });
  await registry?.release();
});

test('a pulled image has our name alone, and the one that was there before stays', async () => {
  const from = `${registry.address}/library/busybox:latest`;
  await pullImage({ docker, report }, { from, to });
  expect((await docker.getImage(to).inspect()).Id).toBe(busybox);
  expect(await imageExists(docker, from)).toBe(false);

  await docker.getImage(to).tag({ repo: from.replace(':latest', ''), tag: 'latest' });
  await pullImage({ docker, report }, { from, to });
  expect(await imageExists(docker, from)).toBe(true);
  await docker.getImage(from).remove({ noprune: true });
});

test('an image that the registry has not fails, with its name', async () => {
  const from = `${registry.address}/library/nothing:latest`;
  await expect(pullImage({ docker, report }, { from, to })).rejects.toMatchObject({
    code: 'PACKAGES_UNAVAILABLE',
    message: expect.stringContaining(`${from} could not be pulled`),
  });
});
