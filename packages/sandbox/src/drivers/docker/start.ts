import type Dockerode from 'dockerode';
import { pack } from 'tar-stream';
import { SandboxError } from '../../errors.ts';
import { type Engine, statusOf } from './engine.ts';
import { containerSettings, networkName, networkSettings, type SandboxPlan } from './settings.ts';
import { createDemultiplexer, createSplitter } from './streams.ts';

const READY_LIMIT_MS = 60_000;
const READY = 'drydock: engine ready';
const FAILED = 'drydock: engine failed: ';
const NEWLINE = 10;

export interface StartRequest {
  readonly plan: SandboxPlan;
  /** Name or id of the hub's container; it gets an address on the session's network. */
  readonly hub: string | undefined;
  /** Resolves when the firewall is there: nothing of the learner's runs before. */
  readonly guarded: Promise<void>;
  readonly signal: AbortSignal;
}

/** Creates and starts one container, and resolves when its engine answers. Cleans nothing up. */
export async function startContainer(
  engine: Engine,
  { plan, hub, guarded, signal }: StartRequest,
): Promise<Dockerode.Container> {
  const { docker } = engine;
  const progress = (stage: string) => plan.spec.onProgress?.(stage);
  progress('Preparing your machine');
  const networkReady = engine.call('create a network', () =>
    docker.createNetwork(networkSettings(plan)),
  );
  const hubReady =
    hub === undefined ? undefined : networkReady.then(() => connectHub(engine, plan, hub));
  const attached = engine
    .call('create a sandbox', () => docker.createContainer(containerSettings(plan)))
    .then(async (container) => {
      const [output] = await together([
        engine.call('attach to a sandbox', () =>
          container.attach({ stream: true, stdout: true, stderr: true }),
        ),
        // The image cannot give `/` itself to the learner: the engine makes it anew, as root's.
        engine.call('prepare a sandbox', () =>
          container.putArchive(ownRootFolder(), { path: '/' }),
        ),
      ]);
      return { container, output };
    });
  // The engine looks at the network only when the container starts: until then both are made at once.
  const [{ container, output }] = await together([attached, networkReady, guarded]);
  signal.throwIfAborted();
  progress('Starting your machine');
  const ready = untilReady(output, signal);
  await together([ready, engine.call('start a sandbox', () => container.start()), hubReady]);
  return container;
}

async function connectHub(engine: Engine, plan: SandboxPlan, hub: string): Promise<void> {
  await engine.call('connect the hub', () =>
    engine.docker.getNetwork(networkName(plan)).connect({
      Container: hub,
      EndpointConfig: { IPAMConfig: { IPv4Address: plan.subnet.hub } },
    }),
  );
}

/** Waits for the line that the sandbox's start writes when its engine answers. */
async function untilReady(output: NodeJS.ReadableStream, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(READY_LIMIT_MS);
  const stop = AbortSignal.any([signal, limit]);
  let last = '';
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => reject(new SandboxError('SANDBOX_START_FAILED', reason));
      const readLine = createSplitter(NEWLINE, (line) => {
        if (line === READY) resolve();
        else if (line.startsWith(FAILED))
          fail(`Its engine did not start: ${line.slice(FAILED.length)}`);
        else last = line;
      });
      output.on(
        'data',
        createDemultiplexer((_name, bytes) => readLine(bytes)),
      );
      output.once('close', () => fail(`It ended while it started. Its last words: ${last}`));
      output.once('error', reject);
      const onStop = () => {
        if (signal.aborted) reject(signal.reason);
        else
          fail(
            `Its engine did not answer within ${READY_LIMIT_MS / 1000} s. Its last words: ${last}`,
          );
      };
      if (stop.aborted) onStop();
      else stop.addEventListener('abort', onStop, { once: true });
    });
  } finally {
    (output as NodeJS.ReadableStream & { destroy(): void }).destroy();
  }
}

/** Waits for all, also when one fails: what is still being made then could not be removed. */
async function together<const T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function ownRootFolder(): NodeJS.ReadableStream {
  const archive = pack();
  // Of `./` the engine takes no notice.
  archive.entry({ name: '/', type: 'directory', mode: 0o755, uid: 1000, gid: 1000 });
  archive.finalize();
  return archive as unknown as NodeJS.ReadableStream;
}

/** Another network has this subnet: of another process, or not Drydock's at all. */
export function isSubnetTaken(error: unknown): boolean {
  const text = (error as { message?: string }).message ?? '';
  return (
    statusOf(error) !== undefined &&
    /overlap|could not find an available|already allocated/i.test(text)
  );
}
