import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { ExecRequest } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { gone } from '../../gone.ts';
import { createOutputBuffer } from '../../output-buffer.ts';
import { callMachine, type Machine } from './machine.ts';
import { createDemultiplexer, type OutputName } from './streams.ts';

const TOOLS = '/usr/lib/drydock';
const DEFAULT_TIMEOUT_MS = 30_000;
const KILLED = 137;
/** What the engine reports for a command that it killed, or that it could not start because the sandbox was ending. */
const FATAL: ReadonlySet<number> = new Set([126, KILLED]);
const ENDING_LIMIT_MS = 1_000;
/** In the environment of every process of a command: so they are found again, wherever they went. */
const MARK = 'DRYDOCK_RUN';

/** One of Drydock's own programs in the sandbox. */
export function tool(name: string, ...args: readonly string[]): readonly string[] {
  return [`${TOOLS}/${name}`, ...args];
}

export interface StartRequest {
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly tty?: boolean;
  /** Whether it is one of Drydock's own programs that stays outside of the machine, where a learner changes nothing. */
  readonly outside?: boolean;
}

/** Starts a command as the learner. The stream carries its stdin; its end half-closes it. */
export async function startExec(
  machine: Machine,
  { command, environment, tty = false, outside = false }: StartRequest,
): Promise<{ readonly exec: Exec; readonly stream: Duplex }> {
  await machine.pause.passed();
  const variables = { ...machine.environment, ...environment };
  const exec = await callMachine(machine, 'prepare a command', () =>
    machine.container.exec({
      Cmd: outside ? [...command] : [...tool('enter'), ...command],
      Env: Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      Tty: tty,
    }),
  );
  const stream = await callMachine(machine, 'start a command', () =>
    // Only a hijacked connection can be half-closed.
    exec.start({ hijack: true, stdin: true, Tty: tty }),
  );
  // The engine may end the connection while something is written to a command that does not read.
  stream.on('error', () => stream.destroy());
  return { exec, stream };
}

type Exec = Awaited<ReturnType<Machine['container']['exec']>>;

export interface RawResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** Runs one of Drydock's own programs outside of the machine to its end. */
export function runOutside(machine: Machine, name: string, timeout: number): Promise<RawResult> {
  return runExec(machine, { command: tool(name), timeout, outside: true });
}

/** Runs a command to its end; kills it and its children when it is not awaited any longer. */
export async function runExec(
  machine: Machine,
  request: ExecRequest & { readonly outside?: boolean },
  signal?: AbortSignal,
): Promise<RawResult> {
  signal?.throwIfAborted();
  const mark = randomUUID();
  const environment = { ...request.environment, [MARK]: mark };
  const { exec, stream } = await startExec(machine, { ...request, environment });
  const outputs = {
    stdout: createOutputBuffer(request.maxOutput),
    stderr: createOutputBuffer(request.maxOutput),
  };
  const push = (name: OutputName, bytes: Buffer) => outputs[name].push(bytes);
  const ended = outputEnds(stream);
  stream.on('data', createDemultiplexer(push));
  stream.end(request.stdin ?? '');
  try {
    await unlessStopped(ended, {
      timeout: request.timeout ?? DEFAULT_TIMEOUT_MS,
      signals: signal ? [machine.ending, signal] : [machine.ending],
    });
  } catch (reason) {
    stream.destroy();
    // When the engine cannot even stop it, the reason for stopping is still the one to tell.
    if (!machine.ending.aborted)
      await stopMarked(machine, `${MARK}=${mark}`).catch(() => undefined);
    throw reason;
  }
  const { ExitCode: exitCode } = await callMachine(machine, 'ask how a command ended', () =>
    exec.inspect(),
  );
  const result = { stdout: outputs.stdout.bytes(), stderr: outputs.stderr.bytes() };
  if (exitCode === null || FATAL.has(exitCode)) await unlessEnding(machine);
  return { exitCode: exitCode ?? KILLED, ...result };
}

/** Kills whatever has one of these in its environment. */
export async function stopMarked(machine: Machine, ...marks: string[]): Promise<void> {
  const { stream } = await startExec(machine, { command: tool('stop', ...marks) });
  stream.resume();
  stream.end();
  const ended = outputEnds(stream);
  await machine.engine.call('stop a command', () => ended);
}

/** Resolves with the end of the output. What was not read of stdin is of no interest then, and would keep the connection open. */
export function outputEnds(stream: Duplex): Promise<void> {
  return new Promise((resolve) => {
    stream.once('end', () => stream.destroy());
    stream.once('close', resolve);
  });
}

async function unlessStopped(
  ended: Promise<void>,
  { timeout, signals }: { readonly timeout: number; readonly signals: readonly AbortSignal[] },
): Promise<void> {
  const limit = AbortSignal.timeout(timeout);
  const stop = AbortSignal.any([...signals, limit]);
  let onStop: (() => void) | undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    onStop = () =>
      reject(
        stop.reason === limit.reason
          ? new SandboxError('ENGINE_TIMEOUT', `The command ran longer than ${timeout} ms.`)
          : stop.reason,
      );
    if (stop.aborted) onStop();
    else stop.addEventListener('abort', onStop, { once: true });
  });
  try {
    await Promise.race([ended, stopped]);
  } finally {
    if (onStop) stop.removeEventListener('abort', onStop);
  }
}

/** Of a command that was killed, perhaps with the whole sandbox: its end is known a moment later. */
async function unlessEnding(machine: Machine): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const release = machine.exit.add((exit) => {
      clearTimeout(timer);
      reject(gone(machine.id, exit));
    });
    const timer = setTimeout(() => {
      release();
      resolve();
    }, ENDING_LIMIT_MS);
  });
}
