import type Dockerode from 'dockerode';
import type { SandboxLimits } from '../../../driver.ts';

/**
 * What holds a sandbox to its disk limit: a project quota of the engine's file system, a file system image of that
 * size, or nothing but a look now and then, with a pause for who uses too much.
 */
export type DiskTier = 'quota' | 'image' | 'watched';

/** Gives sandboxes their disks: one for the machine, gone with it, and one for the workspace, which stays. */
export interface Disks {
  readonly tier: DiskTier;
  /** Resolves soon, so that the container can be created meanwhile; nothing may run on them before `ready`. */
  open(request: DiskRequest): Promise<OpenDisks>;
  /** Does nothing when there is none. */
  removeWorkspace(sandboxId: string): Promise<void>;
  /** Removes what an earlier process left of machines' disks; workspaces stay. The names of what went. */
  sweep(): Promise<string[]>;
}

export interface DiskRequest {
  readonly sandboxId: string;
  /** See ATTEMPT_LABEL. */
  readonly attempt: string;
  readonly limits: Pick<SandboxLimits, 'disk' | 'workspace'>;
  readonly labels: {
    readonly data: Readonly<Record<string, string>>;
    readonly workspace: Readonly<Record<string, string>>;
  };
}

export interface OpenDisks {
  /** At /data and /workspace. */
  readonly mounts: Dockerode.MountConfig;
  readonly ready: Promise<void>;
  /** To be called when the container has started: from then on it alone holds them. */
  started(): Promise<void>;
  /** To be called when it did not start, or has ended. Idempotent. */
  close(): Promise<void>;
}

export const DATA_FOLDER = '/data';
export const WORKSPACE_FOLDER = '/workspace';
