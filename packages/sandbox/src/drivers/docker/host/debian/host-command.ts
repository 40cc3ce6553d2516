import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export interface HostCommand {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Each line of standard error; of standard output too unless `takeOutput` reads that. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Reads standard output; the command has not succeeded before this has. */
  readonly takeOutput?: (output: Readable) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** A program of the host that failed. The message ends with what it printed last. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Runs a program of the host to its end. Rejects with CommandError when it is missing or fails. */
export async function runOnHost(command: HostCommand): Promise<void> {
  const tail: string[] = [];
  const child = spawn(command.program, command.arguments, {
    env: { ...process.env, ...command.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(command.signal && { signal: command.signal }),
  });
  const take = (line: string): void => {
    tail.push(line);
    if (tail.length > 10) tail.shift();
    command.onLine?.(line);
  };
  createInterface({ input: child.stderr }).on('line', take);
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`exit code ${code}`));
    });
  });
  const taken = command.takeOutput?.(child.stdout);
  if (taken === undefined) createInterface({ input: child.stdout }).on('line', take);
  const [end, output] = await Promise.allSettled([ended, taken]);
  if (end.status === 'rejected') throw failed(command, { tail, cause: end.reason });
  if (output.status === 'rejected') throw output.reason;
}

function failed(command: HostCommand, { tail, cause }: { tail: string[]; cause: Error }): Error {
  if (cause.name === 'AbortError') return cause;
  return new CommandError(`${command.program}: ${cause.message}\n  ${tail.join('\n  ')}`, {
    cause,
  });
}
