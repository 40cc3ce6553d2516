import { DEFAULT_LIMITS } from '../../../../driver.ts';
import { lowKernelLimits } from '../engine/kernel-limits.ts';
import type { Examined, Finding, Probe } from './finding.ts';

const GIB = 1024 ** 3;
/** Bytes of memory of a sandbox that does nothing. */
const IDLE = 50 * 1024 ** 2;
/** Bytes that preparing and a few sandboxes need. */
const LEAST_DISK = 6 * GIB;

/** How many sandboxes the free memory and disk hold. */
export const examineCapacity: Probe = async ({ box, engine, home }) => {
  const named = { id: 'capacity', title: 'Room' };
  const text = (await box.read('/proc/meminfo')) ?? '';
  const [, kilobytes] = /^MemAvailable:\s+(\d+) kB/m.exec(text) ?? [];
  if (kilobytes === undefined)
    return { ...named, state: 'problem', detail: 'unknown', advice: 'Is /proc mounted?' };
  const memory = Number(kilobytes) * 1024;
  const disk = (await box.freeBytes(engine?.root ?? home)) ?? (await box.freeBytes('/'));
  const idle = Math.floor(memory / IDLE);
  const busy = Math.floor(memory / DEFAULT_LIMITS.memory);
  const each = DEFAULT_LIMITS.disk + DEFAULT_LIMITS.workspace;
  const full = disk === undefined ? '' : `, ${Math.floor(disk / each)} when all fill their disks`;
  const free = `${inGib(memory)} of memory${disk === undefined ? '' : ` and ${inGib(disk)} of disk`} free`;
  const detail = `${free}: ${idle} idle sandboxes, ${busy} when all use their 2 GiB${full}`;
  if (busy < 1)
    return { ...named, state: 'warning', detail, advice: 'Use a box with more memory.' };
  if (disk !== undefined && disk < LEAST_DISK)
    return { ...named, state: 'warning', detail, advice: 'Free some disk: 6 GiB at least.' };
  return { ...named, state: 'ok', detail };
};

/** Limits of the kernel that all sandboxes share, as they run as one user. */
export async function examineKernelLimits(
  { box }: Examined,
  findLow = lowKernelLimits,
): Promise<Finding> {
  const named = { id: 'kernel-limits', title: 'Kernel limits per user' };
  const low = await findLow();
  if (low.length === 0) return { ...named, state: 'ok', detail: 'enough for 200 sandboxes' };
  return {
    ...named,
    state: 'warning',
    detail: `too low for 200 sandboxes: ${low.join(', ')}`,
    advice: box.isRoot
      ? '`drydock prepare` raises them.'
      : 'Raise them with sysctl, or run `drydock prepare` as root.',
  };
}

function inGib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
