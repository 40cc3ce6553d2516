import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../engine.ts';
import { ownLabels } from '../host/labels.ts';
import type { Disks, DiskTier } from './disks.ts';
import { createImageDisks, diskFolders } from './images.ts';
import { makeFileSystem, mountImage, unmountFolder } from './loop.ts';
import { createVolumeDisks, volumesHaveSizes } from './volumes.ts';

export interface DiskChoice {
  readonly engine: Engine;
  readonly home: string;
  readonly instance: string;
  /** Whether the engine runs on this box and sees its files. */
  readonly isLocal: boolean;
  readonly workspaceName: (sandboxId: string) => string;
  /** Default: the best that works here. */
  readonly tier?: DiskTier | undefined;
}

/** The best way to hold sandboxes to their disk limits that works here, found by trying it. */
export async function chooseDisks(choice: DiskChoice): Promise<Disks> {
  const tier = choice.tier ?? (await bestTier(choice));
  if (tier === 'image') return createImageDisks(choice);
  return createVolumeDisks({ ...choice, tier });
}

async function bestTier(choice: DiskChoice): Promise<DiskTier> {
  if (await volumesHaveSizes(choice.engine, ownLabels(choice, 'data'))) return 'quota';
  if (choice.isLocal && (await imagesWork(choice))) return 'image';
  return 'watched';
}

async function imagesWork(choice: DiskChoice): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const { disks } = diskFolders(choice);
  const folder = join(disks, `probe-${process.pid}-${Date.now()}`);
  const image = `${folder}.img`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(image, Buffer.alloc(PROBE_BYTES));
    await makeFileSystem(image, 'machine');
    await mountImage({ image, folder, kind: 'machine' });
    return true;
  } catch {
    // No loop devices, no such file system, no right to mount: whatever it is, it does not work here.
    return false;
  } finally {
    await unmountFolder(folder);
    await rm(image, { force: true });
  }
}

const PROBE_BYTES = 16 * 1024 * 1024;
