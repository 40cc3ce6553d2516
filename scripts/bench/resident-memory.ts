import { readFile } from 'node:fs/promises';

/** Bytes of memory of the process, as its page tables have it now. */
export async function residentMemory(pid: number): Promise<number> {
  return residentBytes(await readFile(`/proc/${pid}/status`, 'utf8'));
}

/** Of a process's `status` in `/proc`. Throws an Error when it does not say: the process is ending. */
export function residentBytes(status: string): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error('The process has no memory any more.');
  return Number(kilobytes) * 1024;
}

export interface MemoryWatch {
  /** That was seen so far. */
  most(): number;
  /** The most that was seen. */
  stop(): number;
}

const LOOK_EVERY_MS = 50;

/** Looks at a process's memory again and again. What it misses between two looks is not counted. */
export function watchMemory(pid: number): MemoryWatch {
  let most = 0;
  const timer = setInterval(() => {
    // A process that has ended fails the work that is measured: that says why.
    const look = residentMemory(pid).catch(() => 0);
    void look.then((bytes) => {
      most = Math.max(most, bytes);
    });
  }, LOOK_EVERY_MS);
  return {
    most: () => most,
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}
