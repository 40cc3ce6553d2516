import { chmod, mkdir } from 'node:fs/promises';
import { installPackages } from '../debian/debian-packages.ts';
import { HostError } from '../errors.ts';
import { type FoundEngine, findEngine } from './find-engine.ts';
import { raiseKernelLimits } from './kernel-limits.ts';
import { startOwnEngine } from './own-engine.ts';
import { openTunDevice } from './tun-device.ts';

export interface EngineRequest {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What Debian's engine needs to run containers with networks, and what makes disks and takes bridges away. */
const PACKAGES = ['docker.io', 'iptables', 'iproute2', 'e2fsprogs'];

/**
 * An engine that can host sandboxes: the one that is there, else Drydock's own, installed (Debian, Ubuntu) and started.
 * Rejects with HostError; to be called under the host lock.
 */
export async function ensureEngine(request: EngineRequest): Promise<FoundEngine> {
  const { home, report, signal } = request;
  await mkdir(home, { recursive: true }).catch((cause: Error) => {
    throw notWritable(home, cause);
  });
  const engine = (await findEngine(request)) ?? (await start(request));
  if (await openTunDevice()) report('opened /dev/net/tun to sandboxes');
  const { raised, low } = await raiseKernelLimits({ home });
  if (raised.length > 0) report(`raised limits that sandboxes share: ${raised.join(', ')}`);
  if (low.length > 0)
    report(`too low for 200 sandboxes, and only root can raise it: ${low.join(', ')}`);
  signal?.throwIfAborted();
  return engine;
}

async function start({ home, report, signal }: EngineRequest): Promise<FoundEngine> {
  if (process.getuid?.() !== 0) throw notRoot();
  // The engine's data is below; the server that looks in here may be another user's.
  await chmod(home, 0o755);
  await installPackages(PACKAGES, { home, report, signal });
  report("starting Drydock's own engine");
  return startOwnEngine({ home, signal });
}

function notRoot(): HostError {
  return new HostError({
    code: 'NOT_ROOT',
    message: 'No Docker engine answers, and only root can install and start one.',
    hint: 'Run this command as root, or start a Docker engine that this user may use.',
  });
}

function notWritable(home: string, cause: Error): HostError {
  return new HostError(
    {
      code: 'NOT_ROOT',
      message: `The folder for Drydock's data cannot be made: ${cause.message}.`,
      hint: `Run this command as root, or set DRYDOCK_HOME to a folder of yours instead of ${home}.`,
    },
    { cause },
  );
}
