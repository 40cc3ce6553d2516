import type { AddressInfo } from 'node:net';
import { loadLabs } from '@drydock/lab-format/folder';
import type { SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import closeWithGrace from 'close-with-grace';
import pino, { type Logger } from 'pino';
import { buildApp } from './app.ts';
import { PreviewedLab } from './authoring/previewed-lab.ts';
import { type Config, readConfig } from './config.ts';
import { engineProbes, hubAddress } from './engine-probes.ts';
import { openHub } from './hub/hub.ts';

/** Removing a sandbox takes a second or two, and several go at once. */
const CLOSE_LIMIT_MS = 30_000;
const SWEEP_ROUND_MS = 5 * 60_000;

await serve(readConfig()).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});

async function serve(config: Config): Promise<void> {
  // stdout has one line: where the server listens. Whoever started it waits for that.
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const driver = createDockerDriver({
    connection: config.engine,
    instance: config.instance,
    home: config.home,
    image: config.sandboxImage,
    firewall: config.firewallImage,
    ...(config.seed !== undefined && { seed: config.seed }),
    ...(config.diskTier && { diskTier: config.diskTier }),
    ...(config.hub && { hub: config.hub.container }),
    isolation: config.isolation,
    egress: config.egress,
    networksAhead: true,
    ...(config.packagesContainer && { packages: config.packagesContainer }),
  });
  if (config.isolation === 'privileged')
    logger.warn('sandboxes are privileged: every learner can become root of this box');
  const previewed =
    config.previewLab === null ? null : await openPreview(config.previewLab, logger);
  const library = previewed ?? (await loadLabs(config.labs));
  for (const { slug, diagnostics } of library.broken) {
    logger.warn({ slug, diagnostics }, 'a lab is broken and cannot be opened');
  }
  const hub = config.hub
    ? await openHub({
        ...{ ...config.hub, logger },
        address: hubAddress(config.engine, config.hub.container),
      })
    : null;
  const probes = engineProbes(config.engine, config.hub?.container ?? null);
  const app = await buildApp({
    ...{ config, driver, library, probes, logger },
    hub: hub?.accounts ?? null,
    hubRegistry: hub?.registry ?? null,
    hubEvents: hub?.events ?? null,
  });

  closeWithGrace({ delay: CLOSE_LIMIT_MS, logger }, async ({ err }) => {
    if (err) logger.fatal({ err }, 'the server ends for an error that was not foreseen');
    previewed?.close();
    await app.close();
    await hub?.close();
    await driver.close();
  });
  await app.listen({ port: config.port, host: config.host }).catch((error) => {
    throw listenFailure(config, error);
  });
  // Only now is it sure that no other server of this box has the hub's socket.
  await hub?.listen();
  const { port } = app.server.address() as AddressInfo;
  process.stdout.write(`Drydock listens on http://${config.host}:${port}\n`);

  // What a crash left takes nothing from those who come now, so they need not wait for its removal.
  await sweep(driver, logger);
  // The engine may be away when a server boots, or when a sandbox is removed.
  setInterval(() => void sweep(driver, logger), SWEEP_ROUND_MS).unref();
}

function openPreview(path: string, logger: Logger): Promise<PreviewedLab> {
  const report = (error: unknown, what: string) => logger.error({ err: error }, `${what} failed`);
  return PreviewedLab.open({ path, report });
}

async function sweep(driver: SandboxDriver, logger: Logger): Promise<void> {
  try {
    const { removed } = await driver.sweep();
    if (removed.length > 0) logger.info({ removed }, 'swept what an earlier run left');
  } catch (error) {
    logger.error({ err: error }, 'what an earlier run left could not be swept');
  }
}

function listenFailure({ port, host }: Config, error: NodeJS.ErrnoException): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(
        `Port ${port} of ${host} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
      );
    case 'EACCES':
      return new Error(
        `Port ${port} may not be used by this user. Choose one above 1023: PORT=8080 npm start`,
      );
    default:
      return error;
  }
}
