import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { HostError } from '../errors.ts';
import { daemonIsRunning, startDaemon, stopDaemon } from './daemon.ts';
import { probeEngine } from './engine-probe.ts';
import type { FoundEngine } from './find-engine.ts';
import { noteForwarding } from './firewall.ts';
import { type OwnEnginePaths, ownEnginePaths } from './own-engine-paths.ts';
import { runningEngines } from './running-engines.ts';
import { installedRuntimes } from './runtimes.ts';

export interface OwnEngine {
  readonly home: string;
  readonly signal?: AbortSignal | undefined;
}

/** The longest path of a UNIX socket that Linux takes, less the longest name of ours below the home. */
const LONGEST_HOME = 107 - '/engine/containerd.sock.ttrpc'.length;

/**
 * Starts Drydock's own engine, all of it below `<home>/engine`, so that it outlives this process.
 * It has a containerd of its own (an engine takes the box's one otherwise) and no default bridge.
 * Rejects with HostError ENGINE_NOT_STARTED.
 */
export async function startOwnEngine({ home, signal }: OwnEngine): Promise<FoundEngine> {
  if (home.length > LONGEST_HOME) throw tooLong(home);
  const paths = ownEnginePaths(home);
  await mkdir(paths.folder, { recursive: true });
  // Its parent may be open to all users of the box; what learners build is not.
  await chmod(paths.folder, 0o711);
  await noteForwarding(paths);
  await startContainerd(paths, signal);
  try {
    await startDockerd(paths, signal);
  } catch (error) {
    // Alone it is of no use, and the next try would take it up as it is.
    await stopOwnEngine(home);
    throw error;
  }
  const probe = await probeEngine(paths.socket, { signal });
  if (probe.status === 'answers')
    return { socket: paths.socket, version: probe.version, own: true };
  throw new HostError({
    code: 'ENGINE_NOT_STARTED',
    message: `Drydock's own engine answered, and now it is ${probe.status}.`,
    hint: `See ${paths.log}.`,
  });
}

/** Stops Drydock's own engine; its data stays. Resolves with whether it was running. */
export async function stopOwnEngine(home: string): Promise<boolean> {
  const paths = ownEnginePaths(home);
  const engine = await stopDaemon({ pidFile: paths.pid, belongsTo: paths.folder });
  const containerd = await stopDaemon({ pidFile: paths.containerd.pid, belongsTo: paths.folder });
  return engine || containerd;
}

async function startContainerd(
  { containerd }: OwnEnginePaths,
  signal?: AbortSignal,
): Promise<void> {
  if (await daemonIsRunning({ pidFile: containerd.pid, belongsTo: containerd.settings })) return;
  await writeFile(
    containerd.settings,
    `version = 2
root = "${containerd.root}"
state = "${containerd.state}"
disabled_plugins = ["io.containerd.grpc.v1.cri"]

[grpc]
  address = "${containerd.socket}"
`,
  );
  await startDaemon({
    program: 'containerd',
    arguments: ['--config', containerd.settings],
    log: containerd.log,
    pidFile: containerd.pid,
    readySocket: containerd.socket,
    signal,
  });
}

async function startDockerd(paths: OwnEnginePaths, signal?: AbortSignal): Promise<void> {
  if (await daemonIsRunning({ pidFile: paths.pid, belongsTo: paths.folder })) return;
  const [other] = await runningEngines();
  if (other !== undefined) throw besideAnother(other);
  await writeFile(paths.settings, `${JSON.stringify(await settings(paths), null, 2)}\n`);
  await startDaemon({
    program: 'dockerd',
    arguments: ['--config-file', paths.settings],
    log: paths.log,
    isReady: async () => (await probeEngine(paths.socket, { signal })).status === 'answers',
    signal,
  });
}

/** No /etc/docker/daemon.json: that is another engine's. */
async function settings(paths: OwnEnginePaths) {
  return {
    runtimes: await installedRuntimes(),
    'data-root': paths.data,
    'exec-root': paths.run,
    pidfile: paths.pid,
    hosts: [`unix://${paths.socket}`],
    group: 'root',
    containerd: paths.containerd.socket,
    // Another engine's docker0 would be taken over.
    bridge: 'none',
    // Apart from the sandboxes' 10.210.0.0/16 and from the 172.17.0.0/16 of the engines in them.
    'default-address-pools': [{ base: '10.211.0.0/16', size: 24 }],
    'log-level': 'warn',
  };
}

/** Two engines of one network namespace write the same firewall chains, and each breaks the other's networks. */
function besideAnother(pid: number): HostError {
  return new HostError({
    code: 'ENGINE_NOT_STARTED',
    message: `Another Docker engine runs on this box (process ${pid}), and two would undo each other's firewall rules.`,
    hint: 'Let Drydock use that one with DOCKER_HOST=unix:///path/of/its/docker.sock, or stop it.',
  });
}

function tooLong(home: string): HostError {
  return new HostError({
    code: 'ENGINE_NOT_STARTED',
    message: `DRYDOCK_HOME is too long for a UNIX socket below it: ${home}`,
    hint: `Choose a path of at most ${LONGEST_HOME} characters.`,
  });
}
