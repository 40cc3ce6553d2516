import type { SandboxLimits, SandboxNotice } from '../../driver.ts';
import { runOutside } from './exec.ts';
import type { Machine } from './machine.ts';
import { pauseMachine } from './pause.ts';

const LOOK_LIMIT_MS = 60_000;
/** Bytes that one who was let go on may use more before it is paused again: deleting takes some room, too. */
const GRACE = 256 * 1024 ** 2;

export interface DiskWatch extends Pick<SandboxLimits, 'disk' | 'workspace'> {
  /** Milliseconds between looks. */
  readonly period: number;
  readonly onNotice: (notice: SandboxNotice) => void;
}

/**
 * Where nothing holds a sandbox to its disk limit: looks at what it uses, and pauses it when that is too much. Who is
 * let go on then gets some more room.
 */
export function watchDisk(
  machine: Machine,
  { disk, workspace, period, onNotice }: DiskWatch,
): void {
  const limit = disk + workspace;
  let allowed = limit;
  async function look(): Promise<void> {
    const used = await usedBytes(machine);
    if (used <= limit) allowed = limit;
    if (used <= allowed) return;
    allowed = used + GRACE;
    await pauseMachine(machine);
    onNotice({ type: 'paused-for-disk', used, limit });
  }
  let timer: NodeJS.Timeout;
  const next = (): void => {
    if (machine.ending.aborted) return;
    // A look that fails, because the box is busy or the machine is paused, is made up for by the next one.
    timer = setTimeout(() => look().then(next, next), period);
  };
  next();
  machine.exit.add(() => clearTimeout(timer));
}

async function usedBytes(machine: Machine): Promise<number> {
  const { exitCode, stdout } = await runOutside(machine, 'disk-usage', LOOK_LIMIT_MS);
  const used = /^(\d+)\ttotal$/m.exec(stdout.toString('utf8'))?.[1];
  // A file that vanished while it was counted is an exit code of 1 and no reason to distrust the sum.
  if (used === undefined) throw new Error(`disk-usage ended with ${exitCode}`);
  return Number(used);
}
