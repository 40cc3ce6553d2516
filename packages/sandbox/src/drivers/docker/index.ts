import { randomBytes } from 'node:crypto';
import type Dockerode from 'dockerode';
import {
  DEFAULT_LIMITS,
  type Egress,
  type Isolation,
  type Sandbox,
  type SandboxDriver,
  type SandboxSpec,
} from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { assertSandboxId } from '../../names.ts';
import { chooseDisks } from './disks/choose.ts';
import type { Disks, DiskTier } from './disks/disks.ts';
import { connectEngine, statusOf } from './engine.ts';
import { createFirewallGuard } from './firewall-guard.ts';
import { loadFirewall } from './host/network/firewall.ts';
import { explainRefusal } from './isolation.ts';
import { removeObjects, removeUnstartedHelpers } from './removal.ts';
import { createDockerSandbox } from './sandbox.ts';
import { ATTEMPT_LABEL, diskLabels, type SandboxPlan, workspaceName } from './settings.ts';
import { createSpareNetworks } from './spare-networks.ts';
import { startContainer } from './start.ts';
import { createSubnetPool, isSubnetTaken, SUBNET_TRIES } from './subnets.ts';

const DISK_LOOK_MS = 10_000;
/** Soon, but after the first command or terminal of whoever just got one: making a network takes the engine 75 ms. */
const REFILL_AFTER_MS = 500;
const TAKEN = 'There is one of this id already';

export interface DockerDriverOptions {
  /** How the engine is reached; dockerode's options, such as `{ socketPath }`. */
  readonly connection: Dockerode.DockerOptions;
  /** Whose sandboxes these are: in the labels and names of all that is made. */
  readonly instance: string;
  /** Drydock's folder on this box, see drydockHome(): in the labels, too. */
  readonly home: string;
  /** The sandbox image: a tag or an id. */
  readonly image: string;
  /** The image that loads the firewall, see prepareHost(): no sandbox starts while its rules are not there. */
  readonly firewall: string;
  /** The volume with the base images that every sandbox begins with, see prepareHost(). */
  readonly seed?: string;
  /** Default `rootless`. `privileged` needs the image of prepareRootSandboxImage(). */
  readonly isolation?: Isolation;
  /** Default: the best that works here. */
  readonly diskTier?: DiskTier;
  /** Whether the network of the next sandbox is made ahead. Default false. */
  readonly networksAhead?: boolean;
  /** How often the disk of a sandbox is looked at that nothing holds to its limit, in milliseconds. */
  readonly diskLookMs?: number;
  /** Name or id of the class hub's container, which then answers as Docker Hub in every sandbox. */
  readonly hub?: string;
  /** Of sandboxes whose spec says nothing. Default `open`. */
  readonly egress?: Egress;
  /** Name or id of the package proxy's container: without it no sandbox can have the egress `packages`. */
  readonly packages?: string;
}

/** Sandboxes as containers with an engine in them, unprivileged unless told otherwise, each on a network of its own. */
export function createDockerDriver(options: DockerDriverOptions): SandboxDriver {
  const { instance, home, image, hub, packages, isolation = 'rootless' } = options;
  const engine = connectEngine(options.connection);
  const owner = randomBytes(8).toString('hex');
  const subnets = createSubnetPool();
  const firewall = createFirewallGuard({
    load: () => loadFirewall({ docker: engine.docker, image: options.firewall, instance, home }),
    isNeeded: () => alive.size > 0,
  });
  const networks = createSpareNetworks({
    ...{ engine, subnets, origin: { instance, home, owner } },
    wanted: options.networksAhead ?? false,
  });
  const closing = new AbortController();
  let chosen: Promise<Disks> | undefined;
  const disks = () => {
    chosen ??= chooseDisks({
      ...{ engine, home, instance, tier: options.diskTier },
      isLocal: options.connection.socketPath !== undefined,
      workspaceName: (id) => workspaceName(instance, id),
    });
    // The engine may answer the next time.
    chosen.catch(() => {
      chosen = undefined;
    });
    return chosen;
  };
  /** Attempts that are being made or run: everything else of the instance is swept, what we failed to remove as well. */
  const alive = new Set<string>();
  /** By sandbox id, which of the attempts has it: another could only wait until that one ends. */
  const holders = new Map<string, object>();
  /** Under way, by sandbox id: the next one of this id has the same name. */
  const removals = new Map<string, Promise<void>>();

  async function removeWorkspace(sandboxId: string): Promise<void> {
    assertSandboxId(sandboxId);
    await (await disks()).removeWorkspace(sandboxId);
  }

  async function attempt(spec: SandboxSpec, signal: AbortSignal): Promise<Sandbox> {
    if (holders.has(spec.id)) throw startError(spec, TAKEN);
    const holder = {};
    const letGo = () => {
      if (holders.get(spec.id) === holder) holders.delete(spec.id);
    };
    holders.set(spec.id, holder);
    return start(spec, letGo, signal).catch((error) => {
      letGo();
      throw error;
    });
  }

  async function start(
    spec: SandboxSpec,
    letGo: () => void,
    signal: AbortSignal,
  ): Promise<Sandbox> {
    const egress = spec.egress ?? options.egress ?? 'open';
    if (egress === 'packages' && packages === undefined) throw noProxy();
    const { tier, open } = await disks();
    const spare = await networks.take(egress);
    const newAttempt = spare?.attempt ?? randomBytes(8).toString('hex');
    const origin = { spec, instance, home, owner, attempt: newAttempt };
    alive.add(origin.attempt);
    const limits = { ...DEFAULT_LIMITS, ...spec.limits };
    const opened = await open({
      ...{ sandboxId: spec.id, attempt: origin.attempt, labels: diskLabels(origin), limits },
    }).catch((error) => {
      alive.delete(origin.attempt);
      throw error;
    });
    const subnet = spare?.subnet ?? subnets.take();
    const plan: SandboxPlan = {
      ...{
        ...origin,
        image,
        isolation,
        subnet,
        egress,
        disks: opened.mounts,
        diskTier: tier,
        // Its files belong to the root of a user namespace, which a privileged sandbox does not have.
        seed: isolation === 'privileged' ? undefined : options.seed,
      },
      withHub: hub !== undefined,
    };
    const removeAll = async () => {
      const wanted = (labels: Readonly<Record<string, string>>) =>
        labels[ATTEMPT_LABEL] === plan.attempt;
      // Also when the engine would not let go of something: that is the next sweep's.
      await removeObjects(engine, { instance, home, wanted }).finally(() => {
        subnets.give(subnet);
        return opened.close();
      });
    };
    const remove = () => {
      alive.delete(plan.attempt);
      letGo();
      const removal = removeAll();
      removals.set(spec.id, removal);
      const forget = () => {
        if (removals.get(spec.id) === removal) removals.delete(spec.id);
      };
      removal.then(forget, forget);
      return removal;
    };
    try {
      const started = await startContainer(engine, {
        ...{ plan, disks: opened, hub, guarded: firewall.ready(), signal },
        hasNetwork: spare !== undefined,
        packages: egress === 'packages' ? packages : undefined,
      });
      setTimeout(() => networks.refill(egress), REFILL_AFTER_MS).unref();
      return createDockerSandbox({
        ...{ engine, ...started, spec, limits, remove },
        diskLook: tier === 'watched' ? (options.diskLookMs ?? DISK_LOOK_MS) : undefined,
        address: subnet.sandbox,
        removeWorkspace: () => removeWorkspace(spec.id),
      });
    } catch (error) {
      // The first error is the one to tell; what could not be removed is left to the next sweep.
      await remove().catch(() => undefined);
      throw error;
    }
  }

  return {
    name: 'docker',
    isolation,
    async create(spec, signal = closing.signal) {
      assertSandboxId(spec.id);
      const stop = AbortSignal.any([signal, closing.signal]);
      // Whether it succeeded shows when the name is taken again.
      await removals.get(spec.id)?.catch(() => undefined);
      for (let tries = 1; ; tries += 1) {
        stop.throwIfAborted();
        try {
          return await attempt(spec, stop);
        } catch (error) {
          if (tries < SUBNET_TRIES && isSubnetTaken(error)) continue;
          throw stop.aborted ? stop.reason : startFailure(spec, isolation, error);
        }
      }
    },
    async sweep() {
      const wanted = (labels: Readonly<Record<string, string>>) =>
        !alive.has(labels[ATTEMPT_LABEL] ?? '') && !networks.has(labels[ATTEMPT_LABEL] ?? '');
      const removed = await removeObjects(engine, { instance, home, wanted });
      const helpers = await removeUnstartedHelpers(engine, { instance, home });
      return { removed: [...removed, ...helpers, ...(await (await disks()).sweep())] };
    },
    removeWorkspace,
    async close() {
      firewall.close();
      closing.abort(new SandboxError('SANDBOX_START_FAILED', 'The driver was closed.'));
      // What could not be removed is the next sweep's.
      await networks.close().catch(() => undefined);
    },
  };
}

function noProxy(): SandboxError {
  const message =
    'No package proxy runs here, and egress `packages` needs one: start with DRYDOCK_EGRESS=packages.';
  return new SandboxError('SANDBOX_START_FAILED', message);
}

function startFailure(spec: SandboxSpec, isolation: Isolation, error: unknown): unknown {
  if (error instanceof SandboxError) return error;
  const refusal = (error as Error).message;
  const reason = statusOf(error) === 409 ? TAKEN : (explainRefusal(isolation, refusal) ?? refusal);
  return startError(spec, reason, error);
}

function startError({ id }: SandboxSpec, reason: string, cause?: unknown): SandboxError {
  const message = `Sandbox ${id} did not start: ${reason}`;
  return new SandboxError('SANDBOX_START_FAILED', message, { cause });
}
