import type Dockerode from 'dockerode';
import type { Engine } from '../engine.ts';
import { removeVolume } from '../removal.ts';
import { DATA_FOLDER, type DiskRequest, type Disks, WORKSPACE_FOLDER } from './disks.ts';

export interface VolumeDisksOptions {
  readonly engine: Engine;
  readonly tier: 'quota' | 'watched';
  /** Name of the volume of a workspace. */
  readonly workspaceName: (sandboxId: string) => string;
}

/** Disks that are volumes of the engine, with a size where the engine's file system has project quotas. */
export function createVolumeDisks({ engine, tier, workspaceName }: VolumeDisksOptions): Disks {
  const size = (bytes: number) => (tier === 'quota' ? { size: String(bytes) } : {});
  return {
    tier,
    open: async ({ sandboxId, limits, labels }: DiskRequest) => ({
      mounts: [
        // Without a name: it is removed with the container.
        volume(DATA_FOLDER, undefined, labels.data, size(limits.disk)),
        volume(
          WORKSPACE_FOLDER,
          workspaceName(sandboxId),
          labels.workspace,
          size(limits.workspace),
        ),
      ],
      ready: Promise.resolve(),
      started: async () => undefined,
      close: async () => undefined,
    }),
    removeWorkspace: (sandboxId) => removeVolume(engine, workspaceName(sandboxId)),
    // Volumes go with the other objects of their sandbox.
    sweep: async () => [],
  };
}

/** Whether volumes may have a size here; asks by making one. */
export async function volumesHaveSizes(
  engine: Engine,
  labels: Readonly<Record<string, string>>,
): Promise<boolean> {
  const name = `drydock-probe-${process.pid}-${Date.now()}`;
  try {
    await engine.call('try a volume with a size', () =>
      engine.docker.createVolume({ Name: name, DriverOpts: { size: '16m' }, Labels: labels }),
    );
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === undefined) throw error;
    // The engine refuses sizes that nothing holds.
    return false;
  }
  await removeVolume(engine, name);
  return true;
}

function volume(
  target: string,
  name: string | undefined,
  labels: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>>,
): Dockerode.MountSettings {
  return {
    Target: target,
    Type: 'volume',
    ...(name !== undefined && { Source: name }),
    // Copies nothing but the owner of the image's folder: root of the sandbox.
    VolumeOptions: {
      NoCopy: false,
      Labels: labels,
      DriverConfig: { Name: 'local', Options: options },
    },
  } as unknown as Dockerode.MountSettings;
}
