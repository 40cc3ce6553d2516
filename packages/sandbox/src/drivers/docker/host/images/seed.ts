import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type Docker from 'dockerode';
import { readMachineOutput, untilEngine } from '../../machine-output.ts';
import { containerSettings, type SandboxPlan } from '../../settings.ts';
import { createDemultiplexer } from '../../streams.ts';
import { subnetAt } from '../../subnets.ts';
import { HostError } from '../errors.ts';
import { ownLabels } from '../labels.ts';
import { contentHash } from './content-hash.ts';
import { type ContextFile, packFiles, readFolder } from './context.ts';
import type { ImageContext } from './debian-base.ts';
import { imageExists, isStatus } from './images.ts';
import { infraFolder } from './infra.ts';
import { originsOf } from './seed-origins.ts';
import type { PreparedBaseImage } from './standins.ts';
import { SANDBOX_SHIFT } from './tar-shift.ts';

export interface SeedContext extends Pick<ImageContext, 'docker' | 'instance' | 'home' | 'report'> {
  readonly sandboxImage: string;
  /** The hub has the same images: their layers need not be sent to it. */
  readonly hubImage: string;
  /** What sandboxes begin with. */
  readonly images: readonly PreparedBaseImage[];
  readonly signal?: AbortSignal | undefined;
}

/** What decides how an engine's data looks like, besides the images in it. */
const FORMAT = [
  'tools.Dockerfile',
  'rootfs/usr/lib/drydock/seed',
  'rootfs/usr/lib/drydock/machine',
];
/** A box under load loads a gigabyte of images. */
const LOAD_LIMIT_MS = 600_000;

/**
 * Makes the seed if it is missing: a volume with the data of an engine that has the base images, which every sandbox
 * mounts read-only and binds the layers of. Another catalogue or engine has another seed, and sandboxes that run keep
 * theirs. Resolves with the volume's name, `drydock-seed-<hash>`. Rejects with HostError IMAGE_BUILD_FAILED.
 */
export async function prepareSeed(context: SeedContext): Promise<Seed> {
  const { docker } = context;
  const hash = await seedHash(context);
  const repo = 'drydock/seed';
  const seed: Seed = { volume: `drydock-seed-${hash}`, mark: `${repo}:${hash}` };
  if ((await imageExists(docker, seed.mark)) && (await volumeExists(docker, seed.volume)))
    return seed;
  // One that was broken off.
  await removeVolume(docker, seed.volume);
  const Labels = ownLabels(context, 'seed');
  await docker.createVolume({ Name: seed.volume, Labels });
  try {
    context.report('filling an engine with the base images');
    await fill(context, seed.volume);
    context.report('sealing it');
    const origins = await originsOf(context);
    await runToEnd(context, origins, {
      Image: context.sandboxImage,
      User: '1000:1000',
      Entrypoint: ['/usr/lib/drydock/seed'],
      HostConfig: { NetworkMode: 'none', Mounts: [dataMount(seed.volume)] },
    });
  } catch (error) {
    await removeVolume(docker, seed.volume);
    throw error;
  }
  // A volume cannot tell that it is complete; a name for an image that is there costs nothing.
  await docker.getImage(context.sandboxImage).tag({ repo, tag: hash });
  return seed;
}

export interface Seed {
  readonly volume: string;
  /** An image tag that says that the volume is complete. */
  readonly mark: string;
}

async function seedHash({ images, hubImage }: SeedContext): Promise<string> {
  const files = await readFolder(`${infraFolder}/sandbox`);
  const contents = images.map(({ name, id }) => `${name}@${id}`).sort();
  return contentHash(
    files.filter(({ path }) => FORMAT.includes(path)),
    [hubImage, ...contents],
  );
}

/** Starts a machine on the volume, loads the images into its engine, and stops it. */
async function fill(context: SeedContext, volume: string): Promise<void> {
  const { docker, images, signal = new AbortController().signal } = context;
  const settings = containerSettings(builderPlan(context, volume));
  const { HostConfig } = settings;
  const container = await docker.createContainer({
    ...{ ...settings, name: `${volume}-builder`, Labels: ownLabels(context, 'build') },
    HostConfig: { ...HostConfig, NetworkMode: 'none', ExtraHosts: [] },
    NetworkingConfig: {},
  });
  try {
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    const ready = untilEngine('engine-ready', readMachineOutput(stream), signal);
    ready.catch(() => undefined);
    await container.start();
    await ready;
    const saved = await save(
      docker,
      images.map(({ image }) => image),
    );
    await runInside(container, { command: ['docker', 'load', '--quiet'], stdin: saved, signal });
    for (const { image, name } of images) {
      await runInside(container, { command: ['docker', 'tag', image, name], signal });
      await runInside(container, { command: ['docker', 'rmi', image], signal });
    }
    await container.stop({ t: 60 });
  } finally {
    await container.remove({ force: true, v: true });
  }
}

function builderPlan(context: SeedContext, volume: string): SandboxPlan {
  return {
    ...{ instance: context.instance, home: context.home, image: context.sandboxImage },
    ...{ owner: 'prepare', attempt: createHash('sha1').update(volume).digest('hex').slice(0, 16) },
    // Nobody waits for it, and learners may be working: it gives way, and has its limit from the beginning.
    spec: { id: 'seed', priority: 'background', limits: { cpus: 2 } },
    subnet: subnetAt(0),
    egress: 'none',
    disks: [dataMount(volume)],
    diskTier: 'watched',
    seed: undefined,
    withHub: false,
    isolation: 'rootless',
  };
}

function dataMount(volume: string) {
  const mount = { Target: '/data', Type: 'volume', Source: volume, ReadOnly: false };
  return { ...mount, VolumeOptions: { NoCopy: false } } as unknown as Docker.MountSettings;
}

/** All in one archive, so that a layer that several have is in it once: dockerode can ask for one image only. */
function save(docker: Docker, names: readonly string[]): Promise<NodeJS.ReadableStream> {
  const statusCodes = { 200: true, 404: 'no such image', 500: 'server error' };
  const request = { path: '/images/get?', method: 'GET', isStream: true, statusCodes };
  return new Promise((resolve, reject) => {
    const options = { names };
    docker.modem.dial({ ...request, options }, (error, stream) => {
      if (error) reject(error as Error);
      else resolve(stream as NodeJS.ReadableStream);
    });
  });
}

interface InsideCommand {
  readonly command: readonly string[];
  readonly stdin?: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
}

async function runInside(
  container: Docker.Container,
  { command, stdin, signal }: InsideCommand,
): Promise<void> {
  const exec = await container.exec({
    Cmd: ['/usr/lib/drydock/enter', ...command],
    Env: ['DRYDOCK_DIRECTORY=/'],
    User: '1000:1000',
    ...{ AttachStdin: true, AttachStdout: true, AttachStderr: true },
  });
  const stream = await exec.start({ hijack: true, stdin: true });
  let output = '';
  stream.on(
    'data',
    createDemultiplexer((_name, bytes) => {
      output += bytes.toString();
    }),
  );
  const ended = new Promise<void>((resolve, reject) => {
    stream.once('end', resolve);
    stream.once('error', reject);
  });
  const stop = AbortSignal.any([signal, AbortSignal.timeout(LOAD_LIMIT_MS)]);
  const onStop = () => stream.destroy(stop.reason);
  stop.addEventListener('abort', onStop, { once: true });
  try {
    if (stdin) await pipeline(stdin, stream, { end: true });
    else stream.end();
    await ended;
  } finally {
    stop.removeEventListener('abort', onStop);
  }
  const { ExitCode } = await exec.inspect();
  if (ExitCode !== 0) throw notMade(`${command.join(' ')} ended with ${ExitCode}: ${output}`);
}

async function runToEnd(
  context: SeedContext,
  files: readonly ContextFile[],
  settings: Docker.ContainerCreateOptions,
): Promise<void> {
  const Labels = ownLabels(context, 'build');
  const container = await context.docker.createContainer({ ...settings, Labels });
  try {
    const archive = packFiles(files, SANDBOX_SHIFT.root);
    await container.putArchive(archive as NodeJS.ReadableStream, { path: '/data' });
    await container.start();
    const { StatusCode } = await container.wait();
    if (StatusCode === 0) return;
    const logs = await container.logs({ stdout: true, stderr: true });
    throw notMade(logs.toString('utf8'));
  } finally {
    await container.remove({ force: true, v: true });
  }
}

async function volumeExists(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getVolume(name).inspect();
    return true;
  } catch (error) {
    if (isStatus(error, 404)) return false;
    throw error;
  }
}

async function removeVolume(docker: Docker, name: string): Promise<void> {
  await docker
    .getVolume(name)
    .remove()
    .catch((error) => {
      if (!isStatus(error, 404)) throw error;
    });
}

function notMade(reason: string): HostError {
  return new HostError({
    code: 'IMAGE_BUILD_FAILED',
    message: `The base images could not be put in place: ${reason}`,
    hint: 'Is there space left on the disk of the engine? Then try again; with DEBUG=drydock it tells more.',
  });
}
