import type Dockerode from 'dockerode';
import { DEFAULT_LIMITS, type Egress, type Isolation, type SandboxSpec } from '../../driver.ts';
import type { DiskRequest, DiskTier } from './disks/disks.ts';
import { ownLabels } from './host/labels.ts';
import { bridgeName } from './host/network/bridge-name.ts';
import { isolationSettings } from './isolation.ts';
import { proxyEnvironment } from './proxy-environment.ts';
import type { Subnet } from './subnets.ts';

/** Which driver object made it: for whoever looks at an engine. */
const OWNER_LABEL = 'io.drydock.owner';
/** One call of create(): all that it made, and nothing else. */
export const ATTEMPT_LABEL = 'io.drydock.attempt';
const SANDBOX_LABEL = 'io.drydock.sandbox';

export interface SandboxPlan {
  readonly spec: SandboxSpec;
  readonly instance: string;
  readonly home: string;
  readonly owner: string;
  readonly attempt: string;
  readonly image: string;
  readonly isolation: Isolation;
  readonly subnet: Subnet;
  /** With `packages`, the package proxy is on the session's network. */
  readonly egress: Egress;
  /** The sandbox's own disks. */
  readonly disks: Dockerode.MountConfig;
  readonly diskTier: DiskTier;
  /** The volume with the base images; without it a sandbox begins with none. */
  readonly seed: string | undefined;
  /** Whether the class hub is on the session's network. */
  readonly withHub: boolean;
}

const HUB_NAMES = ['registry-1.docker.io', 'auth.docker.io', 'index.docker.io'];

/** Gives way to every learner's sandbox, and to the host. */
const BACKGROUND_SHARES = 64;

/** As much of a plan as its network needs. */
export type NetworkPlan = Pick<
  SandboxPlan,
  'instance' | 'home' | 'owner' | 'attempt' | 'subnet' | 'egress'
>;

export function networkName({
  instance,
  attempt,
}: Pick<SandboxPlan, 'instance' | 'attempt'>): string {
  return `drydock-${instance}-${attempt}`;
}

export function workspaceName(instance: string, sandboxId: string): string {
  return `drydock-${instance}-workspace-${sandboxId}`;
}

export function networkSettings(plan: NetworkPlan): Dockerode.NetworkCreateOptions {
  const { attempt, egress, subnet } = plan;
  return {
    Name: networkName(plan),
    Driver: 'bridge',
    // A second lock: no way out, and no answers to names but those of the sandbox's own file.
    Internal: egress !== 'open',
    // The firewall knows by it what the sandbox may reach.
    Options: { 'com.docker.network.bridge.name': bridgeName(egress, attempt) },
    // Not of which sandbox: it may be made before that is known.
    Labels: originLabels(plan, 'network'),
    IPAM: { Driver: 'default', Config: [{ Subnet: subnet.cidr, Gateway: subnet.gateway }] },
  };
}

/** Of a sandbox: how many cores it may take. */
export function cpuLimit({ spec }: Pick<SandboxPlan, 'spec'>): { readonly NanoCpus: number } {
  return { NanoCpus: Math.round((spec.limits?.cpus ?? DEFAULT_LIMITS.cpus) * 1e9) };
}

/**
 * Whether a sandbox gets its limit of cores while its engine starts: one that somebody waits for. Other runtimes than the
 * engine's own may not be able to change a limit.
 */
export function isLimitedLater({ spec, isolation }: Pick<SandboxPlan, 'spec' | 'isolation'>) {
  return spec.priority !== 'background' && !isolation.startsWith('runtime:');
}

/** A machine with an engine in it, kept in as the plan says. */
export function containerSettings(plan: SandboxPlan): Dockerode.ContainerCreateOptions {
  const { spec, instance, subnet } = plan;
  const limits = { ...DEFAULT_LIMITS, ...spec.limits };
  const network = networkName(plan);
  const isolation = isolationSettings(plan.isolation);
  return {
    name: `drydock-${instance}-${spec.id}`,
    Image: plan.image,
    Hostname: 'drydock',
    User: isolation.user,
    Labels: labels(plan, 'sandbox'),
    AttachStdout: true,
    AttachStderr: true,
    Env: [
      `DRYDOCK_DISK=${plan.diskTier}`,
      `DRYDOCK_EGRESS=${plan.egress}`,
      ...isolation.environment,
      ...(plan.egress === 'packages' ? proxyEnvironment(subnet) : []),
    ],
    HostConfig: {
      ...isolation.hostConfig,
      Memory: limits.memory,
      // Swap would let a sandbox slow the whole box down.
      MemorySwap: limits.memory,
      PidsLimit: limits.processes,
      ExtraHosts: plan.withHub ? HUB_NAMES.map((name) => `${name}:${subnet.hub}`) : [],
      Ulimits: [{ Name: 'nofile', Soft: limits.openFiles, Hard: limits.openFiles }],
      ...(!isLimitedLater(plan) && cpuLimit(plan)),
      ...(spec.priority === 'background' && { CpuShares: BACKGROUND_SHARES }),
      // What a learner changes of the system goes to the disk that has a limit: nothing else can be written.
      ReadonlyRootfs: true,
      Tmpfs: { '/run': `${TMPFS},exec,size=64m`, '/tmp': `${TMPFS},size=1m` },
      NetworkMode: network,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } },
      Mounts: [...plan.disks, ...seedMounts(plan.seed)],
    },
    NetworkingConfig: {
      EndpointsConfig: { [network]: { IPAMConfig: { IPv4Address: subnet.sandbox } } },
    },
  };
}

type Origin = Pick<SandboxPlan, 'spec' | 'instance' | 'home' | 'owner' | 'attempt'>;

export function diskLabels(plan: Origin): DiskRequest['labels'] {
  return {
    data: labels(plan, 'data'),
    workspace: { ...ownLabels(plan, 'workspace'), [SANDBOX_LABEL]: plan.spec.id },
  };
}

const TMPFS = 'rw,nosuid,nodev,mode=755,uid=1000,gid=1000';

function seedMounts(seed: string | undefined): Dockerode.MountSettings[] {
  if (seed === undefined) return [];
  const mount = { Type: 'volume', Source: seed, Target: '/seed', ReadOnly: true };
  return [{ ...mount, VolumeOptions: { NoCopy: true } } as unknown as Dockerode.MountSettings];
}

function labels(plan: Origin, kind: 'sandbox' | 'data'): Record<string, string> {
  return { ...originLabels(plan, kind), [SANDBOX_LABEL]: plan.spec.id };
}

function originLabels(
  plan: Omit<Origin, 'spec'>,
  kind: 'sandbox' | 'network' | 'data',
): Record<string, string> {
  return { ...ownLabels(plan, kind), [OWNER_LABEL]: plan.owner, [ATTEMPT_LABEL]: plan.attempt };
}
