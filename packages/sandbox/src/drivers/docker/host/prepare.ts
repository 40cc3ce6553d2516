import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docker from 'dockerode';
import { installPackages } from './debian/debian-packages.ts';
import { ensureEngine } from './engine/ensure-engine.ts';
import type { FoundEngine } from './engine/find-engine.ts';
import { requireSpace } from './engine/free-space.ts';
import { requireRuntime } from './engine/runtimes.ts';
import { withHostLock } from './host-lock.ts';
import { type Hub, hubName, startHub } from './hub/hub.ts';
import { prepareHubImage } from './hub/hub-image.ts';
import { ensurePki, type Pki } from './hub/pki.ts';
import { baseTag, readCatalogue } from './images/catalogue.ts';
import { noteImageSizes } from './images/image-sizes.ts';
import { imageExists } from './images/images.ts';
import { prepareRootSandboxImage } from './images/root-image.ts';
import { prepareSandboxImage } from './images/sandbox-image.ts';
import { prepareSeed } from './images/seed.ts';
import { prepareBaseImages } from './images/standins.ts';
import { readTrust } from './images/trust.ts';
import { prepareWantedImages, type WantedOutcome } from './images/wanted-images.ts';
import { type MissedImage, readWantedNames } from './images/wanted-names.ts';
import { parseIsolation } from './isolation.ts';
import { loadFirewall } from './network/firewall.ts';
import { prepareNetworkImage } from './network/network-image.ts';
import { pruneSuperseded } from './removal/superseded.ts';

/** Tells the user what is being done: each stage once, with what it reports while it runs. */
export interface Stages {
  run<T>(title: string, work: (report: (line: string) => void) => Promise<T>): Promise<T>;
}

export interface PrepareRequest {
  /** See drydockHome(). */
  readonly home: string;
  readonly instance: string;
  /** DOCKER_HOST, DRYDOCK_EXTRA_CA, DRYDOCK_DEBIAN_MIRROR, DRYDOCK_ISOLATION. */
  readonly environment: NodeJS.ProcessEnv;
  readonly stages: Stages;
  /** Names of images that sandboxes shall have, as labs write them. Default: those of the catalogue alone. */
  readonly wanted?: readonly string[] | Promise<readonly string[]>;
  /** Asks Docker Hub also for what it was asked for in vain a short while ago. Default false. */
  readonly lookAgain?: boolean;
  /** See WantedContext. */
  readonly registry?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A box that can host sandboxes. */
export interface PreparedHost {
  readonly engine: FoundEngine;
  readonly sandboxImage: string;
  /** The volume with the base images, as every sandbox begins with them. */
  readonly seed: string;
  readonly hubImage: string;
  /** What is `wanted` and could not be had. */
  readonly missed: readonly MissedImage[];
  /** What loads the firewall; it is loaded now. */
  readonly firewallImage: string;
  readonly pki: Pki;
}

/**
 * Makes this box ready to host sandboxes: engine, class CA, sandbox image, base images, hub image. What is there and
 * unchanged is kept, so that a second call takes a moment; two at once do not build twice. What it supersedes goes.
 * Rejects with HostError, which says what to do.
 */
export async function prepareHost(request: PrepareRequest): Promise<PreparedHost> {
  const { home, signal, stages } = request;
  let waited = (): void => {};
  const onWait = (holder: string): void => {
    const turn = new Promise<void>((resolve) => {
      waited = resolve;
    });
    void stages.run(`Waiting for another preparation of this box (${holder})`, () => turn);
  };
  try {
    return await withHostLock({ home, onWait, signal }, () => {
      waited();
      return prepareLocked(request);
    });
  } finally {
    waited();
  }
}

export interface HubRequest {
  readonly home: string;
  readonly instance: string;
  readonly host: PreparedHost;
  /** See startHub(). */
  readonly storage: 'volume' | 'ephemeral';
  readonly signal?: AbortSignal | undefined;
}

/** Where the hub of an instance is going to be: the server can start while it does. */
export interface HubPlace {
  /** Of the container. */
  readonly name: string;
  /** Where the server puts the socket of its token service. */
  readonly socketDir: string;
}

/** Makes the folder for the token service's socket. */
export async function placeHub(request: Pick<HubRequest, 'home' | 'instance'>): Promise<HubPlace> {
  const socketDir = join(request.home, 'hub', request.instance);
  await mkdir(socketDir, { recursive: true });
  return { name: hubName(request.instance), socketDir };
}

/** Starts the class hub of an instance on a prepared box. */
export async function startPreparedHub(
  request: HubRequest & { readonly place: HubPlace },
): Promise<Hub> {
  const { home, host, instance, place, signal, storage } = request;
  return startHub({
    docker: connect(host.engine),
    instance,
    home,
    image: host.hubImage,
    pki: host.pki,
    socketDir: place.socketDir,
    storage,
    signal,
  });
}

async function prepareLocked(request: PrepareRequest): Promise<PreparedHost> {
  const { environment, home, instance, signal, stages } = request;
  const isolation = parseIsolation(environment.DRYDOCK_ISOLATION);
  const engine = await stages.run('Docker engine', async (report) => {
    const found = await ensureEngine({ home, environment, report, signal });
    await requireRuntime({ docker: connect(found), engine: found, home, isolation, signal });
    await requireSpace(connect(found));
    report(`${found.version} at ${found.socket}`);
    return found;
  });
  const pki = await ensurePki({ home });
  const extraCa = environment.DRYDOCK_EXTRA_CA || undefined;
  const context = (report: (line: string) => void) => ({
    docker: connect(engine),
    instance,
    home,
    extraCa,
    mirror: environment.DRYDOCK_DEBIAN_MIRROR || undefined,
    installPackages: (names: readonly string[]) => installPackages(names, { home, report, signal }),
    report,
    signal,
  });
  const sandboxImage = await stages.run('Sandbox image', async (report) => {
    const own = [await readFile(pki.caCertFile, 'utf8')];
    const trust = await readTrust({ extra: extraCa, own });
    return prepareSandboxImage({ ...context(report), trust });
  });
  const offered = await stages.run('Base images', async (report) => {
    const prepared = await prepareBaseImages(context(report));
    report(`${prepared.length}, ${prepared.filter(isStandIn).length} of them stand-ins`);
    return prepared;
  });
  const names = (await request.wanted) ?? [];
  const ofLabs = await prepareOfLabs(request, { docker: connect(engine), names });
  const images = [...offered, ...ofLabs.images];
  await noteImageSizes(home, images, (name) => imageExists(connect(engine), baseTag(name)));
  const hubImage = await stages.run('Hub image', (report) =>
    prepareHubImage({ ...context(report), images }),
  );
  const seed = await stages.run('Base images in place', (report) =>
    prepareSeed({ ...context(report), sandboxImage, hubImage, images }),
  );
  const machineImage =
    isolation === 'privileged'
      ? await stages.run('Image of privileged sandboxes', (report) =>
          prepareRootSandboxImage(context(report), sandboxImage),
        )
      : sandboxImage;
  const firewallImage = await stages.run('Firewall', async (report) => {
    const image = await prepareNetworkImage(context(report), 'firewall');
    await loadFirewall({ docker: connect(engine), image, instance, home });
    return image;
  });
  const keep = [
    sandboxImage,
    machineImage,
    seed.volume,
    seed.mark,
    hubImage,
    firewallImage,
    ...images.map(({ image }) => image),
  ];
  await pruneSuperseded({ docker: connect(engine), home, keep });
  return {
    ...{ engine, sandboxImage: machineImage, seed: seed.volume },
    ...{ hubImage, firewallImage, pki, missed: ofLabs.missed },
  };
}

/** No stage when there is nothing beyond the catalogue. */
async function prepareOfLabs(
  { home, lookAgain = false, registry, signal, stages }: PrepareRequest,
  { docker, names }: { readonly docker: Docker; readonly names: readonly string[] },
): Promise<WantedOutcome> {
  const { images, missed } = readWantedNames(names, await readCatalogue());
  if (images.length === 0) return { images: [], missed };
  return stages.run('Images of the labs', async (report) => {
    const context = { docker, home, lookAgain, names, registry, report, signal };
    const outcome = await prepareWantedImages(context);
    report(`${outcome.images.length}, ${outcome.missed.length} missing`);
    return outcome;
  });
}

function connect({ socket }: FoundEngine): Docker {
  return new Docker({ socketPath: socket });
}

function isStandIn({ source }: { readonly source: string }): boolean {
  return source === 'stand-in';
}
