import { readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import Docker from 'dockerode';
import { installedByUs } from '../debian/debian-packages.ts';
import { purgeOurs } from '../debian/debian-purge.ts';
import { answeringEngines, type FoundEngine } from '../engine/find-engine.ts';
import { restoreKernelLimits } from '../engine/kernel-limits.ts';
import { stopOwnEngine } from '../engine/own-engine.ts';
import { ownEnginePaths } from '../engine/own-engine-paths.ts';
import { removeOwnEngine } from '../engine/own-engine-removal.ts';
import { withHostLock } from '../host-lock.ts';
import { IMAGE_SIZES_FILE } from '../images/image-sizes.ts';
import { MISSED_IMAGES_FILE } from '../images/missed-images.ts';
import { unloadFirewall } from '../network/firewall.ts';
import type { Stages } from '../prepare.ts';
import { isInUse, requireNotServing } from '../serving.ts';
import { removeStrayBridges } from './bridges.ts';
import { LAST_USED_FILE } from './last-used.ts';
import { detachLoopsBelow, unmountBelow } from './mounts.ts';
import { type RemovableKind, removeObjects } from './removal.ts';
import { isShared, objectsOfOthers } from './whose.ts';

export interface TakeDownRequest {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly stages: Stages;
  /** Whether the Debian packages that Drydock installed go too. */
  readonly packages: boolean;
  /** The socket of the box's own engine, another in tests. */
  readonly systemSocket?: string;
  /** Where the kernel shows network devices, another in tests. */
  readonly networkDevices?: string;
  readonly signal?: AbortSignal | undefined;
}

export interface TakenDown {
  /** What was removed, in words. */
  readonly removed: readonly string[];
  /** What was found and may not go, and why. */
  readonly kept: readonly string[];
  /** Debian packages that Drydock has installed and that are still there. */
  readonly packages: readonly string[];
}

/** Drydock's own folders in its home. The home itself goes only when nothing else is in it. */
const FOLDERS = [
  ...['pki', 'hub', 'cache', 'disks', 'workspaces'],
  ...[LAST_USED_FILE, IMAGE_SIZES_FILE, MISSED_IMAGES_FILE],
];

/**
 * Removes all that the Drydock of this home has made on this box, of every instance, and nothing else: its objects on
 * each engine that answers, its own engine with all data, bridges that an engine forgot, its folders. Works with what is half there. Idempotent.
 * Rejects with HostError BUSY while a Drydock of this home serves; STILL_IN_USE, PROGRAM_MISSING when something that
 * is mounted in the home cannot be unmounted.
 */
export async function takeDown(request: TakeDownRequest): Promise<TakenDown> {
  const { home, signal } = request;
  return withHostLock({ home, signal }, async () => {
    await requireNotServing(home);
    return takeDownLocked(request);
  });
}

export interface InstanceRemoval {
  readonly engine: FoundEngine;
  readonly instance: string;
  readonly home: string;
}

/** Removes containers, networks and volumes of one instance, workspaces among them. What instances share stays. */
export async function removeInstance({ engine, instance, home }: InstanceRemoval): Promise<void> {
  const docker = new Docker({ socketPath: engine.socket });
  await removeObjects({ docker, home, instance, unmarked: 'remove' });
  for (const name of ['hub', 'disks', 'workspaces']) await removeFolder(join(home, name, instance));
}

export type StoppedEngine =
  | { readonly status: 'stopped' }
  /** Another's engine, or none at all. */
  | { readonly status: 'not-running' }
  /** Without containers: by a process that is going to start some. */
  | { readonly status: 'in-use'; readonly containers: readonly string[] };

/** Stops Drydock's own engine; its data stays. With `onlyIdle` not while a container runs on it or somebody needs it. */
export async function stopEngine({
  home,
  onlyIdle,
}: {
  readonly home: string;
  readonly onlyIdle: boolean;
}): Promise<StoppedEngine> {
  return withHostLock({ home }, async () => {
    const own = (await answeringEngines({ home, environment: {} })).find((engine) => engine.own);
    if (own !== undefined) {
      const docker = new Docker({ socketPath: own.socket });
      const running = await docker.listContainers();
      const containers = running.map(({ Names, Id }) => Names[0]?.slice(1) ?? Id);
      const isUsed = containers.length > 0 || (await isInUse(home));
      if (onlyIdle && isUsed) return { status: 'in-use', containers };
      // Later there would be no engine to do it. That it stays does no harm: the next preparation replaces it.
      if (!isUsed) await unloadFirewall({ docker, home }).catch(() => undefined);
    }
    return { status: (await stopOwnEngine(home)) ? 'stopped' : 'not-running' };
  });
}

async function takeDownLocked(request: TakeDownRequest): Promise<TakenDown> {
  const { home, stages, signal } = request;
  const removed: string[] = [];
  const kept: string[] = [];
  const ownSocket = ownEnginePaths(home).socket;
  const onOwn: string[] = [];
  const engines = await answeringEngines(request);
  for (const { socket } of engines) {
    await stages.run(`Objects on ${socket}`, async (report) => {
      const docker = new Docker({ socketPath: socket });
      const others = await objectsOfOthers(docker, home);
      // What is on our own engine is ours, unless it says that it is not.
      const isOwn = socket === ownSocket;
      if (isOwn) onOwn.push(...others);
      const unmarked = isOwn || !(await isShared(docker, home)) ? 'remove' : 'keep';
      const remove = async (kinds: readonly RemovableKind[]) => {
        const objects = await removeObjects({ docker, home, unmarked, report, kinds });
        for (const kind of kinds) {
          if (objects[kind].length > 0) removed.push(`${kind}: ${objects[kind].join(', ')}`);
        }
        kept.push(...objects.kept);
      };
      await remove(['containers', 'networks', 'volumes']);
      // Between: nobody is left to be guarded, and what takes it away is one of the images.
      if (others.length === 0 && (await unloadFirewall({ docker, home })))
        removed.push('the firewall');
      await remove(['images']);
    });
  }
  if (onOwn.length > 0) {
    kept.push(`Drydock's own engine: the Drydock of another home uses it (${onOwn.join(', ')})`);
  } else {
    const hadEngine = await stages.run("Drydock's own engine", () => removeOwnEngine(home));
    if (hadEngine) removed.push("Drydock's own engine and its data");
  }
  const bridges = await stages.run('Bridges that an engine forgot', async () =>
    removeStrayBridges({
      engines: await answeringEngines(request),
      devices: request.networkDevices,
    }),
  );
  removed.push(...bridges.removed.map((name) => `bridge ${name}`));
  kept.push(...bridges.kept);
  const limits = await restoreKernelLimits({ home });
  if (limits.length > 0) removed.push(`the raised limits of the kernel: ${limits.join(', ')}`);
  removed.push(...(await removeFolders(home)));
  if (request.packages) {
    const purged = await stages.run('Debian packages', (report) =>
      purgeOurs({ home, report, signal }),
    );
    if (purged.length > 0) removed.push(`the Debian packages ${purged.join(' ')}`);
  }
  const packages = await installedByUs(home);
  await rmdir(home).catch(unlessUsed);
  return { removed, kept, packages };
}

async function removeFolders(home: string): Promise<string[]> {
  const there = new Set(await readdir(home).catch(() => []));
  const folders = FOLDERS.filter((name) => there.has(name)).map((name) => join(home, name));
  for (const folder of folders) await removeFolder(folder);
  return folders;
}

async function removeFolder(folder: string): Promise<void> {
  await unmountBelow(folder);
  await detachLoopsBelow(folder);
  await rm(folder, { recursive: true, force: true });
}

/** Something of the user's, or the list of packages that stay, is in it; or it was never made. */
function unlessUsed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'ENOENT') throw error;
}
