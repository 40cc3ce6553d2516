import { dirname, join } from 'node:path';
import {
  type HubPlace,
  type PreparedHost,
  placeHub,
  prepareHost,
  removeInstance,
  startPreparedHub,
  startPreparedPackages,
  whileServing,
} from '@drydock/sandbox/docker/host';
import pc from 'picocolors';
import { chosenIsolation, type IsolationOptions, isolationWarning } from './isolation.ts';
import { missedLines, readLabImages } from './lab-images.ts';
import { buildPage, pageFolder } from './page-build.ts';
import { type ListenAddress, listenAddress, requireFreePort } from './port.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { type HostSettings, hostSettings, root } from './settings.ts';
import { createStages } from './stages.ts';
import { abortOnSignals } from './stop-signals.ts';

/**
 * Megabytes. What a flood of output passes through lives for moments, and is collected only when so much has gathered:
 * with Node's own 16 a terminal's 50 MB leave the server 35 MB larger.
 */
const YOUNG_OBJECTS = '--max-semi-space-size=1';

export interface UpOptions extends IsolationOptions {
  /** Leave nothing of this instance behind at the end but images: no hub's storage, no workspaces. */
  readonly ephemeral: boolean;
  /** Learners who are about to come: sandboxes are started ahead for them. */
  readonly expect?: number;
  /** Of the page that the address leads to, instead of the list of labs. */
  readonly path?: string;
}

/** `drydock up`: makes the box ready, serves until it is stopped, and takes down what only served. */
export async function up(
  options: UpOptions,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const isolation = chosenIsolation(options, environment);
  const settings = hostSettings({ ...environment, DRYDOCK_ISOLATION: isolation });
  const warning = isolationWarning(isolation);
  if (warning !== undefined) process.stderr.write(`${warning}\n\n`);
  const address = listenAddress(environment);
  const { signal, release } = abortOnSignals(process);
  try {
    await whileServing(settings, () => prepareAndServe({ settings, options, address, signal }));
  } catch (error) {
    // Whoever stopped it asked for this end, whatever it broke off.
    if (!signal.aborted) throw error;
  } finally {
    release();
  }
}

interface Run {
  readonly settings: HostSettings;
  readonly options: UpOptions;
  readonly address: ListenAddress;
  readonly signal: AbortSignal;
}

async function prepareAndServe(run: Run): Promise<void> {
  const { settings, options, address, signal } = run;
  const stages = createStages(process.stdout);
  await requireFreePort(address);
  const reading = readLabImages(settings.environment);
  const wanted = reading.then((images) => [...images.keys()]);
  // Whether it succeeded shows when it is needed; what comes before that may fail first.
  wanted.catch(() => undefined);
  const host = await prepareHost({ ...settings, stages, wanted, signal });
  process.stdout.write(missedLines(host.missed, await reading));
  try {
    await buildPage(stages, signal);
    await serve({ ...run, host, stages });
  } finally {
    if (options.ephemeral) await removeInstance({ ...settings, engine: host.engine });
  }
}

interface Serving extends Run {
  readonly host: PreparedHost;
  readonly stages: ReturnType<typeof createStages>;
}

/** Hub and server start side by side: neither needs the other before the first session. */
async function serve(serving: Serving): Promise<void> {
  const { settings, options, host, signal, stages } = serving;
  const place = await placeHub(settings);
  const storage = options.ephemeral ? 'ephemeral' : 'volume';
  const packages =
    settings.environment.DRYDOCK_EGRESS === 'packages'
      ? await startPreparedPackages({ ...settings, host, stages, signal })
      : undefined;
  const [hub, server] = await stages.run('Class hub and server', () =>
    Promise.allSettled([
      startPreparedHub({ ...settings, host, place, storage, signal }),
      start(serving, { hub: place, packages: packages?.name }),
    ]),
  );
  try {
    if (hub.status === 'rejected') throw hub.reason;
    if (server.status === 'rejected') throw server.reason;
    process.stdout.write(
      `\n${pc.bold('Drydock is ready:')} ${server.value.url}${options.path ?? ''}\n`,
    );
    await untilStopped(server.value, signal);
  } finally {
    if (server.status === 'fulfilled') await server.value.stop();
    if (hub.status === 'fulfilled') await hub.value.release();
    await packages?.release();
  }
}

interface Helpers {
  readonly hub: HubPlace;
  /** The package proxy's container. */
  readonly packages: string | undefined;
}

function start({ settings, options, address, host, signal }: Serving, { hub, packages }: Helpers) {
  return startServer({
    arguments: [
      ...[YOUNG_OBJECTS, '--import', import.meta.resolve('tsx')],
      join(root, 'apps/server/src/main.ts'),
    ],
    folder: root,
    environment: {
      ...settings.environment,
      HOST: address.host,
      PORT: String(address.port),
      LOG_LEVEL: settings.environment.LOG_LEVEL ?? 'warn',
      DRYDOCK_HOME: settings.home,
      DRYDOCK_INSTANCE: settings.instance,
      DRYDOCK_ENGINE_SOCKET: host.engine.socket,
      DRYDOCK_SANDBOX_IMAGE: host.sandboxImage,
      DRYDOCK_FIREWALL_IMAGE: host.firewallImage,
      DRYDOCK_SEED: host.seed,
      DRYDOCK_HUB_CONTAINER: hub.name,
      DRYDOCK_HUB_SOCKET_DIR: hub.socketDir,
      ...(packages && { DRYDOCK_PACKAGES_CONTAINER: packages }),
      DRYDOCK_PKI_DIR: dirname(host.pki.caCertFile),
      DRYDOCK_LABS: settings.environment.DRYDOCK_LABS ?? join(root, 'labs'),
      ...(options.expect !== undefined && { DRYDOCK_EXPECT: String(options.expect) }),
      DRYDOCK_WEB: settings.environment.DRYDOCK_WEB ?? pageFolder,
    },
    onLine: (line) => process.stdout.write(`${line}\n`),
    signal,
  });
}

async function untilStopped(server: ServerProcess, signal: AbortSignal): Promise<void> {
  const asked = new Promise<'asked'>((resolve) => {
    signal.addEventListener('abort', () => resolve('asked'), { once: true });
    if (signal.aborted) resolve('asked');
  });
  const first = await Promise.race([asked, server.ended]);
  if (first !== 'asked') {
    throw new Error(`The server has ended by itself (exit code ${first}); see above.`);
  }
  process.stdout.write('\nStopping ...\n');
}
