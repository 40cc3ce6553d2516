import { readFile, stat, statfs } from 'node:fs/promises';
import { machine, release } from 'node:os';
import { CommandError, runOnHost } from '../debian/host-command.ts';

/** How the probes see the box; others in tests. */
export interface BoxReaders {
  readonly isRoot: boolean;
  readonly kernel: string;
  /** As `uname -m` has it. */
  readonly machine: string;
  /** The text of a file; undefined when it is missing or closed. */
  read(path: string): Promise<string | undefined>;
  /** Permission bits; undefined when there is nothing. */
  mode(path: string): Promise<number | undefined>;
  /** Bytes that are free at a path; undefined when it cannot be told. */
  freeBytes(path: string): Promise<number | undefined>;
  /** Runs a program as an ordinary user of the box, as sandboxes do; undefined when it succeeds, else what it said. */
  tryAsUser(command: readonly string[]): Promise<string | undefined>;
}

export function readThisBox(): BoxReaders {
  const isRoot = process.getuid?.() === 0;
  return {
    isRoot,
    kernel: release(),
    machine: machine(),
    read: (path) => readFile(path, 'utf8').catch(() => undefined),
    mode: (path) =>
      stat(path).then(
        ({ mode }) => mode & 0o777,
        () => undefined,
      ),
    freeBytes: (path) =>
      statfs(path).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => undefined,
      ),
    async tryAsUser(command) {
      const [program = '', ...rest] = isRoot ? [...AS_NOBODY, ...command] : command;
      try {
        await runOnHost({ program, arguments: rest, signal: AbortSignal.timeout(LIMIT) });
        return undefined;
      } catch (error) {
        const { message, name } = error as Error;
        if (error instanceof CommandError) return message.trim().split('\n').at(-1)?.trim();
        return name === 'TimeoutError' || name === 'AbortError' ? 'it did not end' : message;
      }
    },
  };
}

const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
/** In milliseconds; these programs need some. */
const LIMIT = 10_000;
