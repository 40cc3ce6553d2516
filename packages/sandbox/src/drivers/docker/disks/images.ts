import { mkdir, readdir, rename, rm, rmdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Dockerode from 'dockerode';
import { SandboxError } from '../../../errors.ts';
import { DATA_FOLDER, type DiskRequest, type Disks, WORKSPACE_FOLDER } from './disks.ts';
import { isAttached, makeFileSystem, mountImage, passCacheOfBox, unmountFolder } from './loop.ts';

export interface ImageDisksOptions {
  readonly home: string;
  readonly instance: string;
}

/** A workspace that its last sandbox has not let go of by then is held by something else. */
const ATTACHED_LIMIT_MS = 20_000;
const ATTACHED_LOOK_MS = 20;
const HALF_MADE = '.new';

/** Below the home: disks of machines that start just now, and workspaces. */
export function diskFolders({ home, instance }: ImageDisksOptions) {
  return {
    disks: join(home, 'disks', instance),
    workspaces: join(home, 'workspaces', instance),
  };
}

/**
 * Disks that are sparse file system images, mounted here only until the container has them: then it alone holds
 * the mount and the loop device, and the kernel frees both when it ends, however it ends. The image of a machine's
 * disk has no name any more by then, so that nothing of it can be left. To be used by root, on the engine's box.
 */
export function createImageDisks(options: ImageDisksOptions): Disks {
  const { disks, workspaces } = diskFolders(options);
  const own = new Set<string>();
  /** Workspaces that are being made. */
  const making = new Set<string>();
  const workspaceImage = (sandboxId: string) => join(workspaces, `${sandboxId}.img`);

  async function openData(folder: string, size: number): Promise<void> {
    const image = `${folder}.img`;
    await createImage(image, size, 'machine');
    await mountImage({ image, folder, kind: 'machine' });
    await rm(image);
  }

  async function openWorkspace(folder: string, sandboxId: string, size: number): Promise<void> {
    const image = workspaceImage(sandboxId);
    making.add(`${image}${HALF_MADE}`);
    const isNew = await createWorkspace(image, size).finally(() =>
      making.delete(`${image}${HALF_MADE}`),
    );
    if (!isNew) await untilDetached(image);
    await mountImage({ image, folder, kind: 'workspace' });
    // Of no use to a learner, and in every listing.
    if (isNew) await rmdir(join(folder, 'lost+found'));
  }

  return {
    tier: 'image',
    async open({ attempt, sandboxId, limits }: DiskRequest) {
      const folders = [join(disks, attempt), join(disks, `${attempt}-workspace`)] as const;
      const [data, workspace] = folders;
      own.add(attempt);
      for (const folder of [disks, workspaces, ...folders]) {
        await mkdir(folder, { recursive: true, mode: 0o700 });
      }
      const opening = Promise.allSettled([
        openData(data, limits.disk),
        openWorkspace(workspace, sandboxId, limits.workspace),
      ]);
      const ready = opening.then((results) => {
        for (const result of results) if (result.status === 'rejected') throw result.reason;
      });
      // Whoever closes it before it is ready has another error to tell.
      ready.catch(() => undefined);
      const letGo = async () => {
        await opening;
        await Promise.all(folders.map(unmountFolder));
      };
      return {
        mounts: [bind(data, DATA_FOLDER), bind(workspace, WORKSPACE_FOLDER)],
        ready,
        async started() {
          await Promise.all(folders.map(passCacheOfBox));
          await letGo();
        },
        async close() {
          try {
            await letGo();
            await rm(`${data}.img`, { force: true });
          } finally {
            own.delete(attempt);
          }
        },
      };
    },
    async removeWorkspace(sandboxId) {
      await rm(workspaceImage(sandboxId), { force: true });
    },
    async sweep() {
      const entries = await readdir(disks).catch(whenMissing);
      const left = entries.filter((entry) => !own.has(attemptOf(entry)));
      for (const entry of left) {
        if (entry.endsWith('.img')) await rm(join(disks, entry), { force: true });
        else await unmountFolder(join(disks, entry));
      }
      const halfMade = (await readdir(workspaces).catch(whenMissing)).filter(
        (entry) => entry.endsWith(HALF_MADE) && !making.has(join(workspaces, entry)),
      );
      for (const entry of halfMade) await rm(join(workspaces, entry), { force: true });
      return [...left, ...halfMade];
    },
  };
}

/** False when there is one already. One that is half made has another name. */
async function createWorkspace(image: string, size: number): Promise<boolean> {
  const entries = await readdir(join(image, '..'));
  if (entries.includes(image.slice(image.lastIndexOf('/') + 1))) return false;
  const making = `${image}${HALF_MADE}`;
  await createImage(making, size, 'workspace');
  await rename(making, image);
  return true;
}

async function createImage(image: string, size: number, kind: 'machine' | 'workspace') {
  await writeFile(image, '', { mode: 0o600 });
  await truncate(image, size);
  await makeFileSystem(image, kind);
}

/** Two mounts of one image by two loop devices would destroy it. */
async function untilDetached(image: string): Promise<void> {
  const limit = Date.now() + ATTACHED_LIMIT_MS;
  while (await isAttached(image)) {
    if (Date.now() > limit) {
      throw new SandboxError('SANDBOX_START_FAILED', 'Another sandbox still has this workspace.');
    }
    await new Promise((resolve) => setTimeout(resolve, ATTACHED_LOOK_MS));
  }
}

function bind(source: string, target: string): Dockerode.MountSettings {
  return { Type: 'bind', Source: source, Target: target } as Dockerode.MountSettings;
}

function attemptOf(entry: string): string {
  return entry.replace(/(-workspace|\.img)$/, '');
}

function whenMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
