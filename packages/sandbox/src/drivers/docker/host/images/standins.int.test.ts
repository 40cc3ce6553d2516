import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import Docker from 'dockerode';
import { beforeAll, expect, test } from 'vitest';
import { ownLabels } from '../labels.ts';
import { type PreparedBaseImage, prepareBaseImages } from './standins.ts';
import { STAND_IN_LABEL } from './standins-recipe.ts';

const docker = new Docker({
  socketPath: process.env.DRYDOCK_ENGINE_SOCKET ?? '/var/lib/drydock/engine/docker.sock',
});
const home = process.env.DRYDOCK_HOME ?? tmpdir();
let images: readonly PreparedBaseImage[];

const prepare = (): Promise<readonly PreparedBaseImage[]> =>
  prepareBaseImages({
    docker,
    home,
    // Images belong to the box, not to this run: they are what `npm start` uses, and stay.
    instance: 'main',
    mirror: process.env.DRYDOCK_DEBIAN_MIRROR || undefined,
    extraCa: process.env.DRYDOCK_EXTRA_CA || undefined,
    report: () => {},
    installPackages: () =>
      Promise.reject(new Error('Run `npx --no-install drydock prepare` first.')),
  });

beforeAll(async () => {
  images = await prepare();
}, 600_000);

/** What the command prints in a container without a network, and its exit code. */
async function run(name: string, command?: readonly string[]) {
  const image = images.find((candidate) => candidate.name === name)?.image ?? name;
  const container = await docker.createContainer({
    Image: image,
    ...(command && { Cmd: [...command] }),
    Labels: ownLabels({ instance: `test-${randomBytes(4).toString('hex')}`, home }, 'build'),
    NetworkDisabled: true,
    Tty: true,
  });
  try {
    const output = await container.attach({ stream: true, stdout: true });
    await container.start();
    const printed = await text(output);
    const { StatusCode } = await container.wait();
    return { printed: printed.replaceAll('\r\n', '\n'), code: StatusCode };
  } finally {
    await container.remove({ force: true, v: true });
  }
}

test('preparing again builds nothing', async () => {
  // The ids of the images are among what is compared.
  expect(await prepare()).toEqual(images);
});

test('a stand-in says so in its labels, and carries names that registries of images know', async () => {
  for (const { image, source } of images.filter((one) => one.source === 'stand-in')) {
    const { Config } = await docker.getImage(image).inspect();
    expect(Config.Labels?.[STAND_IN_LABEL], `${image} ${source}`).toContain('A stand-in for');
    expect(Config.Labels?.['org.opencontainers.image.title']).toBeTruthy();
  }
});

test.each([
  ['python:3.13-slim', 'python --version && python3 --version && pip --version && pip3 --version'],
  ['python:3.8-alpine', 'python --version && python3 --version && pip --version && pip3 --version'],
  ['node:20-slim', 'node --version && npm --version && npx --version'],
  ['nginx:alpine', 'nginx -t'],
  ['redis:alpine', 'redis-server --version && redis-cli --version'],
  ['debian:trixie-slim', 'bash --version && apt-get --version'],
  ['ubuntu', 'bash --version && apt-get --version'],
  ['alpine', 'ls / && ps && wget --help'],
  ['busybox', 'ls / && ps && vi --help'],
])('%s has what labs type: %s', async (name, command) => {
  const { printed, code } = await run(name, ['sh', '-c', command]);
  expect(code, printed).toBe(0);
});

test('hello-world says hello', async () => {
  const { printed, code } = await run('hello-world');
  expect(printed).toContain('Hello from Docker!');
  expect(code).toBe(0);
});

test('redis answers its networks as its own user, and options alone are meant for the server', async () => {
  const script =
    'docker-entrypoint.sh redis-server > /dev/null & until redis-cli ping; do sleep 0.1; done; ' +
    'redis-cli --raw config get protected-mode dir; grep Uid /proc/$!/status';
  const { printed } = await run('redis:alpine', ['bash', '-c', script]);
  expect(printed).toContain('protected-mode\nno\n');
  expect(printed).toContain('dir\n/data\n');
  expect(printed).toMatch(/Uid:\s+999/);
  expect((await run('redis:8-alpine', ['--version'])).printed).toContain('Redis server v=8');
});

test.each(['alpine', 'python:3.8-alpine', 'nginx:alpine', 'redis:alpine'])(
  'apk of the stand-in for %s says what it is, and fails',
  async (name) => {
    if (images.find((image) => image.name === name)?.source === 'pulled') return;
    const { printed, code } = await run(name, ['apk', 'add', 'curl']);
    expect(printed).toContain("Drydock's stand-in");
    expect(code).toBe(1);
  },
);

test('pip takes the place of Debian’s own guard, and keeps no byte code in the image', async () => {
  const guard = await run('python:3.13-slim', [
    'sh',
    '-c',
    'pip install --no-index nothing-at-all',
  ]);
  expect(guard.printed).not.toContain('externally-managed');
  const left = await run('python:3.13-slim', ['find', '/usr', '-xdev', '-name', '*.pyc']);
  if (images.some(({ source }) => source === 'stand-in')) expect(left.printed).toBe('');
});
