import { access, constants, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Isolation } from '../../../../driver.ts';
import { runtimeOf } from '../../isolation.ts';
import { HostError } from '../errors.ts';
import { daemonIsRunning } from './daemon.ts';
import type { FoundEngine } from './find-engine.ts';
import { type OwnEnginePaths, ownEnginePaths } from './own-engine-paths.ts';

/**
 * OCI runtimes that an engine calls as it calls runc. Kata is no such program any more: the engine starts its shim,
 * which Debian 12's engine cannot be told to, so it is for an engine that the host has set up.
 */
const KNOWN = ['crun', 'runsc', 'sysbox-runc'];
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
/** An engine reads its settings again in a moment, also when it is busy. In milliseconds. */
const RELOAD_LIMIT = 15_000;
const TURN = 50;

export interface RuntimeRequest {
  readonly docker: Docker;
  readonly engine: FoundEngine;
  readonly home: string;
  readonly isolation: Isolation;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes sure that the engine offers the runtime of `runtime:<name>`: Drydock's own engine is told of one that is
 * installed, and goes on running. Does nothing for the other isolations. Rejects with HostError RUNTIME_MISSING.
 */
export async function requireRuntime(request: RuntimeRequest): Promise<void> {
  const { docker, engine, home, isolation, signal } = request;
  const runtime = runtimeOf(isolation);
  if (runtime === undefined) return;
  const offered = await offeredRuntimes(docker);
  if (offered.includes(runtime)) return;
  const paths = ownEnginePaths(home);
  // Also where DOCKER_HOST leads to it.
  const own = engine.own || engine.socket === paths.socket;
  const refusal = missing({ runtime, offered, engine: { ...engine, own } });
  const isInstalled = (await installedRuntimes())[runtime] !== undefined;
  if (!own || !isInstalled) throw refusal;
  await reload(paths);
  const limit = Date.now() + RELOAD_LIMIT;
  while (!(await offeredRuntimes(docker)).includes(runtime)) {
    if (Date.now() > limit) throw refusal;
    await delay(TURN, undefined, { signal });
  }
}

/** The names of the engine's runtimes, but the shims that it lists beside them. */
export async function offeredRuntimes(docker: Docker): Promise<readonly string[]> {
  const { Runtimes } = (await docker.info()) as { readonly Runtimes?: Record<string, unknown> };
  return Object.keys(Runtimes ?? {}).filter((name) => !name.startsWith('io.containerd.'));
}

/** Those of the runtimes that are on this box, as an engine's settings have them. */
export async function installedRuntimes(
  folders: readonly string[] = FOLDERS,
): Promise<Readonly<Record<string, { readonly path: string }>>> {
  const found: Record<string, { path: string }> = {};
  for (const name of KNOWN) {
    for (const path of folders.map((folder) => `${folder}/${name}`)) {
      if (found[name] === undefined && (await isProgram(path))) found[name] = { path };
    }
  }
  return found;
}

/** The engine reads the list of runtimes again on SIGHUP; containers and other settings are not touched. */
async function reload(paths: OwnEnginePaths): Promise<void> {
  const settings = JSON.parse(await readFile(paths.settings, 'utf8')) as Record<string, unknown>;
  const runtimes = { ...(settings.runtimes as object | undefined), ...(await installedRuntimes()) };
  await writeFile(paths.settings, `${JSON.stringify({ ...settings, runtimes }, null, 2)}\n`);
  // A pid of the past may be somebody else's today, whom this would end.
  if (!(await daemonIsRunning({ pidFile: paths.pid, belongsTo: paths.folder }))) return;
  process.kill(Number.parseInt(await readFile(paths.pid, 'utf8'), 10), 'SIGHUP');
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

interface Missing {
  readonly runtime: string;
  readonly offered: readonly string[];
  readonly engine: FoundEngine;
}

function missing({ runtime, offered, engine }: Missing): HostError {
  const known = KNOWN.includes(runtime);
  const install =
    runtime === 'crun' ? 'Install it (`apt-get install crun`)' : `Install ${runtime} on this box`;
  const toldBy = engine.own && known ? 'Drydock tells its engine of it' : TELL;
  return new HostError({
    code: 'RUNTIME_MISSING',
    message: `DRYDOCK_ISOLATION is runtime:${runtime}, and the engine at ${engine.socket} offers only: ${offered.join(', ')}.`,
    hint: `${install}; ${toldBy}. Or leave DRYDOCK_ISOLATION out: sandboxes are then rootless.`,
  });
}

const TELL =
  'name it under "runtimes" in the engine’s daemon.json and let the engine read that (`systemctl reload docker`)';
