import type Dockerode from 'dockerode';
import type { StartStage } from '../../driver.ts';
import type { OpenDisks } from './disks/disks.ts';
import { type Engine, unlessMissing } from './engine.ts';
import { type MachineOutput, readMachineOutput, untilEngine } from './machine-output.ts';
import {
  containerSettings,
  cpuLimit,
  isLimitedLater,
  networkName,
  networkSettings,
  type SandboxPlan,
} from './settings.ts';

export interface StartRequest {
  readonly plan: SandboxPlan;
  /** Whether its network was made ahead. */
  readonly hasNetwork: boolean;
  readonly disks: Pick<OpenDisks, 'ready' | 'started'>;
  /** Name or id of the hub's container; it gets an address on the session's network. */
  readonly hub: string | undefined;
  /** Name or id of the package proxy's container, when the sandbox is to have it beside the hub. */
  readonly packages: string | undefined;
  /** Resolves when the firewall is there: the sandbox is given to nobody before. */
  readonly guarded: Promise<void>;
  readonly signal: AbortSignal;
}

export interface StartedContainer {
  readonly container: Dockerode.Container;
  readonly output: MachineOutput;
}

/** Creates and starts one container, and resolves when its engine answers. Cleans nothing up. */
export async function startContainer(
  engine: Engine,
  { plan, hasNetwork, disks, hub, packages, guarded, signal }: StartRequest,
): Promise<StartedContainer> {
  const { docker } = engine;
  const progress = (stage: StartStage) => plan.spec.onProgress?.(stage);
  progress('preparing');
  // Waited for only at the end, and told then.
  guarded.catch(() => undefined);
  const networkReady = ensureNetwork(engine, plan, hasNetwork);
  const attached = engine
    .call('create a sandbox', () => docker.createContainer(containerSettings(plan)))
    .then(async (container) => {
      const stream = await engine.call('attach to a sandbox', () =>
        container.attach({ stream: true, stdout: true, stderr: true }),
      );
      return { container, output: readMachineOutput(stream) };
    });
  // The engine looks at the network only when the container starts: until then both are made at once.
  const [{ container, output }] = await together([attached, networkReady, disks.ready]);
  signal.throwIfAborted();
  progress('booting');
  const ready = untilEngine('engine-ready', output, signal);
  const limited = limitCpu(engine, { plan, container, output, signal });
  const started = engine.call('start a sandbox', () => container.start());
  // The machine's own start is work for one core, mostly; that of the container is for all of them.
  const connect = (helper: string | undefined, address: string) =>
    helper && started.then(() => connectHelper(engine, plan, { container: helper, address }));
  const helpersReady = [connect(hub, plan.subnet.hub), connect(packages, plan.subnet.proxy)];
  // When the engine refuses, its reason is the one to tell, not that the machine says nothing.
  // Until its engine is ready only what is ours runs in it: the rules need not stand before, but must by then.
  await together([started, started.then(disks.started), ready, limited, guarded, ...helpersReady]);
  return { container, output };
}

/**
 * Held to one core, the programs of a machine's start, which take more for moments, would stand still for half of some
 * tenths of a second: it gets its limit when they are past, and before anybody gets the sandbox.
 */
async function limitCpu(
  engine: Engine,
  { plan, container, output, signal }: StartedContainer & Pick<StartRequest, 'plan' | 'signal'>,
): Promise<void> {
  if (!isLimitedLater(plan)) return;
  await untilEngine('engine-listening', output, signal);
  await engine.call('limit a sandbox', () => container.update(cpuLimit(plan)));
}

/** One that was made ahead may have been removed by somebody who found it unused. */
async function ensureNetwork(
  engine: Engine,
  plan: SandboxPlan,
  hasNetwork: boolean,
): Promise<void> {
  const { docker } = engine;
  const found =
    hasNetwork &&
    (await engine.call('look at a network', () =>
      unlessMissing(docker.getNetwork(networkName(plan)).inspect()),
    ));
  if (found) return;
  await engine.call('create a network', () => docker.createNetwork(networkSettings(plan)));
}

async function connectHelper(
  engine: Engine,
  plan: SandboxPlan,
  { container, address }: { readonly container: string; readonly address: string },
): Promise<void> {
  await engine.call(`connect ${container}`, () =>
    engine.docker.getNetwork(networkName(plan)).connect({
      Container: container,
      EndpointConfig: { IPAMConfig: { IPv4Address: address } },
    }),
  );
}

/** Waits for all, also when one fails: what is still being made then could not be removed. */
async function together<const T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
