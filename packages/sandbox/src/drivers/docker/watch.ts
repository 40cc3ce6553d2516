import type { FileChange, Release } from '../../driver.ts';
import { createListeners } from '../../listeners.ts';
import { tool } from './exec.ts';
import { follow } from './follow.ts';
import type { Machine } from './machine.ts';
import { createSplitter } from './streams.ts';

const NUL = 0;
/** A watch that does not stand by then does not hold up the files. */
const READY_LIMIT_MS = 5_000;

export interface FileWatch {
  watch(listener: (changes: readonly FileChange[]) => void): Release;
  /** Resolves when the watch stands, if there is one. */
  ready(): Promise<void>;
}

/** One watch in the sandbox for all listeners. */
export function createFileWatch(machine: Machine): FileWatch {
  const listeners = createListeners<readonly FileChange[]>();
  let standing: PromiseWithResolvers<void> | undefined;
  let stop: Release | undefined;

  function startWatch(): void {
    const stands = withResolvers();
    standing = stands;
    const timer = setTimeout(stands.resolve, READY_LIMIT_MS);
    const stopFollowing = follow(machine, {
      // When it had to be started again, nobody knows what it has missed: it tells everything.
      command: (start) => tool('files-watch', ...(start === 0 ? [] : ['all'])),
      reader: () =>
        createSplitter(
          NUL,
          createChangeReader((changes) => {
            stands.resolve();
            if (changes.length > 0) listeners.emit(changes);
          }),
        ),
    });
    stop = () => {
      clearTimeout(timer);
      stands.resolve();
      stopFollowing();
    };
  }

  return {
    watch(listener) {
      if (machine.ending.aborted) return () => undefined;
      const releaseListener = listeners.add(listener);
      if (!stop) startWatch();
      return () => {
        releaseListener();
        if (listeners.size > 0) return;
        stop?.();
        stop = undefined;
        standing = undefined;
      };
    },
    ready: async () => standing?.promise,
  };
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function withResolvers(): PromiseWithResolvers<void> {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Puts the fields that `files-watch` writes together: path, version, structural; an empty path ends a batch. */
export function createChangeReader(
  onBatch: (changes: readonly FileChange[]) => void,
): (field: string) => void {
  let batch: FileChange[] = [];
  let fields: string[] = [];
  return (field) => {
    if (fields.length === 0 && field === '') {
      onBatch(batch);
      batch = [];
      return;
    }
    fields.push(field);
    const [path, version, structural] = fields;
    if (path === undefined || version === undefined || structural === undefined) return;
    fields = [];
    // A name that is not UTF-8 cannot be asked for by it.
    if (path.includes('\ufffd')) return;
    batch.push({
      path,
      version: version === '-' ? null : version,
      structural: structural === '1',
    });
  };
}
