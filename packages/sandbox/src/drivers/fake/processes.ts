import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import type { ExecRequest, ExecResult } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { createOutputBuffer } from '../../output-buffer.ts';

const DEFAULT_TIMEOUT_MS = 30_000;

/** What a command has written is in the pipe when it ends; reading it takes no longer than this. */
const LAST_OUTPUT_MS = 100;

export interface ProcessPlace {
  readonly workspace: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Its name and value are in the environment of every process started here: so they are found again. */
  readonly mark: Mark;
}

export interface Mark {
  readonly name: string;
  readonly value: string;
}

/** Runs a command to its end; ENGINE_TIMEOUT or the signal's reason when it was killed before. */
export async function run(
  place: ProcessPlace,
  request: ExecRequest,
  signal?: AbortSignal,
): Promise<ExecResult> {
  signal?.throwIfAborted();
  const [program = '', ...args] = request.command;
  const child = spawn(program, args, {
    cwd: place.workspace,
    env: { ...place.environment, ...request.environment, [place.mark.name]: place.mark.value },
    stdio: 'pipe',
    detached: true,
  });
  const stdout = createOutputBuffer(request.maxOutput);
  const stderr = createOutputBuffer(request.maxOutput);
  child.stdout.on('data', stdout.push);
  child.stderr.on('data', stderr.push);
  // A command need not read what it is given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(request.stdin ?? '');

  const timeout = request.timeout ?? DEFAULT_TIMEOUT_MS;
  let failure: unknown;
  const stop = (reason: unknown) => {
    failure ??= reason;
    void killMarked(place.mark);
  };
  const timer = setTimeout(
    () => stop(new SandboxError('ENGINE_TIMEOUT', `The command ran longer than ${timeout} ms.`)),
    timeout,
  );
  const onAbort = () => stop(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const exitCode = await new Promise<number>((resolve) => {
      child.once('error', (error) => {
        stderr.push(Buffer.from(`${program}: ${error.message}\n`));
        resolve(127);
      });
      child.once('exit', () => {
        // What the command left in the background may hold its streams open for ever.
        const leftOpen = setTimeout(() => {
          child.stdout.destroy();
          child.stderr.destroy();
        }, LAST_OUTPUT_MS);
        child.once('close', () => clearTimeout(leftOpen));
      });
      child.once('close', (code) => resolve(code ?? 137));
    });
    if (failure) throw failure;
    return { exitCode, stdout: `${stdout.bytes()}`, stderr: `${stderr.bytes()}` };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Kills every process that carries the mark, also those that left their group; resolves when there is none. */
export async function killMarked(mark: Mark): Promise<void> {
  for (let pids = await marked(mark); pids.length > 0; pids = await marked(mark)) {
    for (const pid of pids) kill(pid);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function marked(mark: Mark): Promise<number[]> {
  const wanted = `${mark.name}=${mark.value}`;
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const environment = await environmentOf(pid);
    if (environment.includes(wanted)) found.push(pid);
  }
  return found;
}

async function environmentOf(pid: number): Promise<string[]> {
  try {
    return (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0');
  } catch {
    // Ended meanwhile, or another user's: not ours.
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
