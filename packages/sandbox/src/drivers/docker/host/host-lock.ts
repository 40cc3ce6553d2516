import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { HostError } from './errors.ts';

export interface HostLock {
  readonly home: string;
  /** One home has several things to be locked; undefined is the preparation of the box. */
  readonly purpose?: string;
  /** Longest wait for another who has it, in milliseconds. */
  readonly limit?: number;
  /** Called once when there is somebody to wait for. */
  readonly onWait?: (holder: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** A first preparation on a slow line takes about this long. */
const LIMIT = 20 * 60 * 1000;

/**
 * Runs work that only one process on this box may do at a time for a home.
 * The lock is a listening abstract UNIX socket: the kernel lets go of it however its holder ends, and who waits
 * is woken by the end of a connection. Rejects with HostError BUSY after the limit.
 */
export async function withHostLock<T>(lock: HostLock, work: () => Promise<T>): Promise<T> {
  const release = await acquire(lock);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** The purposes for which somebody holds a lock of a home just now. */
export async function heldPurposes(home: string): Promise<string[]> {
  // How the kernel shows zero bytes: the leading one of an abstract name, and those with which Node 20 pads it.
  const prefix = `@${lockName(home)}-`;
  const sockets = (await readFile('/proc/net/unix', 'utf8')).split('\n');
  const names = sockets.map((line) => line.trim().split(/\s+/)[7] ?? '');
  const held = names.filter((name) => name.startsWith(prefix));
  // Each waiting connection is a line, too.
  return [...new Set(held.map((name) => name.slice(prefix.length).replace(/@+$/, '')))];
}

function lockName(home: string, purpose?: string): string {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 32);
  return purpose === undefined ? `drydock-${hash}` : `drydock-${hash}-${purpose}`;
}

async function acquire({ home, purpose, limit = LIMIT, onWait, signal }: HostLock) {
  const name = `\0${lockName(home, purpose)}`;
  const end = AbortSignal.timeout(limit);
  const both = signal === undefined ? end : AbortSignal.any([signal, end]);
  let waited = false;
  for (;;) {
    signal?.throwIfAborted();
    const release = await tryListen(name);
    if (release !== undefined) return release;
    await untilFree(name, {
      signal: both,
      onHolder: (holder) => {
        if (!waited) onWait?.(holder);
        waited = true;
      },
    });
    if (end.aborted) throw busy(home, limit);
  }
}

/** Undefined when somebody else has it. */
function tryListen(name: string): Promise<(() => Promise<void>) | undefined> {
  const waiting = new Set<Socket>();
  const server: Server = createServer((socket) => {
    waiting.add(socket);
    // Who waits may be killed at any time.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => waiting.delete(socket));
    socket.write(`process ${process.pid}`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(name, () => {
      resolve(
        () =>
          new Promise((released) => {
            server.close(() => released());
            for (const socket of waiting) socket.destroy();
          }),
      );
    });
  });
}

interface Wait {
  readonly onHolder: (holder: string) => void;
  readonly signal: AbortSignal;
}

/** Resolves when the holder has let go, has ended, or the wait was aborted. */
function untilFree(name: string, { onHolder, signal }: Wait): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(name);
    const stop = (): void => {
      socket.destroy();
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.on('data', (data) => onHolder(String(data)));
    socket.on('error', stop);
    socket.on('close', () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    if (signal.aborted) stop();
  });
}

function busy(home: string, limit: number): HostError {
  return new HostError({
    code: 'BUSY',
    message: `Another process has been preparing ${home} for more than ${Math.round(limit / 60_000)} minutes.`,
    hint: 'Wait for it, or end it, and run this command again.',
  });
}
