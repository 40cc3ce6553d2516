import { relative } from 'node:path';
import type { Release } from '@drydock/sandbox';
import { watch } from 'chokidar';

/** An editor writes a file in several steps, or several files: they are one save when they come this close, in milliseconds. */
const QUIET_MS = 30;
/** A build that goes on writing must not keep the author waiting. */
const LONGEST_MS = 250;

export interface Watch {
  /** A folder, or a single file. */
  readonly path: string;
  readonly onSave: () => void;
  readonly onError: (error: unknown) => void;
}

/** Calls `onSave` after every save below the path. Resolves when none can be missed any more. */
export async function watchFolder({ path, onSave, onError }: Watch): Promise<Release> {
  const watcher = watch(path, {
    ignoreInitial: true,
    // A link out of the lab is refused when the lab is read: what is behind it is none of ours.
    followSymlinks: false,
    ignored: (file) => /(?:^|[\\/])(?:\.git|node_modules)(?:[\\/]|$)/.test(relative(path, file)),
  });
  let timer: NodeJS.Timeout | undefined;
  let first = 0;
  watcher.on('all', () => {
    const now = performance.now();
    if (timer === undefined) first = now;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = undefined;
        onSave();
      },
      Math.min(QUIET_MS, Math.max(0, first + LONGEST_MS - now)),
    );
  });
  watcher.on('error', onError);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  return () => {
    clearTimeout(timer);
    watcher.close().catch(onError);
  };
}
