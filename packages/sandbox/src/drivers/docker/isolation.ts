import type Dockerode from 'dockerode';
import type { Isolation } from '../../driver.ts';
import { seccompProfile } from './seccomp/profile.ts';

export interface IsolationSettings {
  /** As whom its first process and every command run, in the eyes of the host. */
  readonly user: string;
  readonly environment: readonly string[];
  readonly hostConfig: Dockerode.HostConfig;
}

/** The parts of a container's settings in which the ways of keeping a sandbox in differ. */
export function isolationSettings(isolation: Isolation): IsolationSettings {
  if (isolation === 'privileged') return PRIVILEGED;
  const runtime = runtimeOf(isolation);
  if (runtime === undefined) return UNPRIVILEGED;
  return { ...UNPRIVILEGED, hostConfig: { ...UNPRIVILEGED.hostConfig, Runtime: runtime } };
}

/** The name in `runtime:<name>`. */
export function runtimeOf(isolation: Isolation): string | undefined {
  const prefix = 'runtime:';
  return isolation.startsWith(prefix) ? isolation.slice(prefix.length) : undefined;
}

/** What the engine's refusal means for this isolation, in words for the host; undefined when it is about something else. */
export function explainRefusal(isolation: Isolation, refusal: string): string | undefined {
  const runtime = runtimeOf(isolation);
  const words = refusal.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim();
  if (runtime !== undefined && /unknown runtime|unknown or invalid runtime/i.test(refusal))
    return `The engine offers no runtime "${runtime}": see DRYDOCK_ISOLATION and \`drydock doctor\`. (${words})`;
  if (isolation === 'privileged' && /caps|capabilit|operation not permitted/i.test(refusal))
    return `This box allows no privileged containers: it is kept in itself. Start without --privileged-sandboxes. (${words})`;
  return undefined;
}

/** No process of it is root on the host. */
const UNPRIVILEGED: IsolationSettings = {
  user: '1000:1000',
  environment: [],
  hostConfig: {
    // For newuidmap and newgidmap, which make the user namespace.
    CapDrop: ['ALL'],
    CapAdd: ['SETUID', 'SETGID'],
    Devices: [
      { PathOnHost: '/dev/net/tun', PathInContainer: '/dev/net/tun', CgroupPermissions: 'rwm' },
    ],
    // The engines' own profiles forbid making user namespaces to a process without CAP_SYS_ADMIN.
    SecurityOpt: [`seccomp=${JSON.stringify(seccompProfile())}`, 'apparmor=unconfined'],
    // A nested engine may mount /proc and /sys in a user namespace only where nothing of the outer ones is covered
    // or read-only; what is usually masked is closed to uid 1000 by its mode: see masked-paths.int.test.ts.
    MaskedPaths: [],
    ReadonlyPaths: [],
  },
};

/** Keeps nobody in: root of such a sandbox is root of the host. */
const PRIVILEGED: IsolationSettings = {
  user: '0:0',
  // `init`, `machine` and `enter` make no user namespace then.
  environment: ['DRYDOCK_ISOLATION=privileged'],
  hostConfig: { Privileged: true },
};
