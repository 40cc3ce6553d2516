import { spawn } from 'node:child_process';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HostError } from '../errors.ts';

export interface DaemonStart {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly log: string;
  /** Written here, for programs that write none themselves. */
  readonly pidFile?: string;
  /** Ready once this socket takes connections, or once `isReady` says so. */
  readonly readySocket?: string;
  readonly isReady?: () => Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
}

export interface DaemonIdentity {
  readonly pidFile: string;
  /** A path in its command line: a pid of the past may be somebody else's today. */
  readonly belongsTo: string;
}

const START_LIMIT = 60_000;
const STOP_LIMIT = 30_000;
const TURN = 50;
/** Where daemons are; an ordinary user's PATH leaves them out. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Starts a program that outlives this process and waits until it is ready.
 * Rejects with HostError ENGINE_NOT_STARTED, with the end of its log; it is not left running then.
 */
export async function startDaemon(start: DaemonStart): Promise<void> {
  const log = await open(start.log, 'a');
  const child = spawn(start.program, start.arguments, {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, PATH },
  });
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, cause) => {
    ended ??= `it ended with ${cause ?? `exit code ${code}`}`;
  });
  try {
    const limit = Date.now() + START_LIMIT;
    while (!(await isReady(start))) {
      if (ended === undefined && Date.now() > limit) ended = 'it does not answer';
      if (ended !== undefined) throw await notStarted(start, ended);
      await delay(TURN, undefined, { signal: start.signal });
    }
    if (start.pidFile !== undefined) await writeFile(start.pidFile, `${child.pid}\n`);
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  } finally {
    child.unref();
    await log.close();
  }
}

/** Stops a daemon and waits for its end. Resolves with whether it was running. Idempotent. */
export async function stopDaemon(daemon: DaemonIdentity): Promise<boolean> {
  const pid = await runningPid(daemon);
  if (pid !== undefined) {
    if (!(await endsAfter('SIGTERM', pid, daemon))) await endsAfter('SIGKILL', pid, daemon);
  }
  await rm(daemon.pidFile, { force: true });
  return pid !== undefined;
}

export async function daemonIsRunning(daemon: DaemonIdentity): Promise<boolean> {
  return (await runningPid(daemon)) !== undefined;
}

async function endsAfter(
  cause: NodeJS.Signals,
  pid: number,
  daemon: DaemonIdentity,
): Promise<boolean> {
  process.kill(pid, cause);
  const limit = Date.now() + STOP_LIMIT;
  while ((await runningPid(daemon, pid)) !== undefined) {
    if (Date.now() > limit) return false;
    await delay(TURN);
  }
  return true;
}

async function runningPid(
  { pidFile, belongsTo }: DaemonIdentity,
  known?: number,
): Promise<number | undefined> {
  const pid = known ?? Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
  if (!(pid > 1)) return undefined;
  // Empty for a process that has ended and that nobody has waited for yet.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes(belongsTo) ? pid : undefined;
}

async function isReady({ isReady: ask, readySocket }: DaemonStart): Promise<boolean> {
  if (ask !== undefined && !(await ask())) return false;
  return readySocket === undefined || accepts(readySocket);
}

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const settle = (accepted: boolean) => () => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', settle(true)).once('error', settle(false));
  });
}

async function notStarted({ program, log }: DaemonStart, reason: string): Promise<HostError> {
  const text = await readFile(log, 'utf8').catch(() => '');
  const tail = text.trimEnd().split('\n').slice(-5).join('\n  ');
  return new HostError({
    code: 'ENGINE_NOT_STARTED',
    message: `${program} did not start: ${reason}.\n  ${tail}`,
    hint: `The whole log is ${log}. A container without the rights to mount and to make networks cannot run an engine.`,
  });
}
