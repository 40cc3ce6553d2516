import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxDriver } from '@drydock/sandbox';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import { isPreviewHost, previewUrl } from './preview/address.ts';
import { createPreview } from './preview/proxy.ts';
import { api } from './routes/api.ts';
import { answerError } from './routes/errors.ts';
import type { HealthProbes } from './routes/health.ts';
import { isKnownHost } from './routes/known-host.ts';
import type { LabLibrary } from './routes/labs.ts';
import { addPage } from './routes/page.ts';
import { addSecurityHeaders } from './routes/security-headers.ts';
import type { HubRegistry } from './session/hub-registry.ts';
import type { HubAccounts } from './session/pool.ts';
import type { HubEvents } from './session/pushes.ts';
import { SessionRegistry } from './session/registry.ts';
import { SessionSockets } from './ws/session-sockets.ts';
import { dispatchUpgrades } from './ws/upgrades.ts';

/** How often sandboxes that nobody watches are looked for. */
const IDLE_ROUND_MS = 30_000;

/** Learners of a workshop come late, not much later than this after the server was started for it. */
const EXPECT_FOR_MS = 15 * 60_000;

export type AppConfig = Pick<
  Config,
  | 'hostNames'
  | 'maxSessions'
  | 'idleLimit'
  | 'web'
  | 'pool'
  | 'expect'
  | 'startsAtOnce'
  | 'time'
  | 'uploadLimit'
>;

export interface AppOptions {
  readonly config: AppConfig;
  readonly driver: SandboxDriver;
  readonly library: LabLibrary;
  /** Null where no hub runs. */
  readonly hub: HubAccounts | null;
  /** What that hub has; null where the server cannot ask it. */
  readonly hubRegistry?: HubRegistry | null;
  /** What it tells of its own accord; null where nobody listens. */
  readonly hubEvents?: HubEvents | null;
  readonly probes: HealthProbes;
  readonly logger: FastifyBaseLogger;
  readonly startsPerMinute?: number;
}

/** The whole server but for its process: closing it ends every session and keeps the workspaces. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, driver, library, hub, probes, logger, startsPerMinute = 60 } = options;
  const { hubRegistry = null, hubEvents = null } = options;
  const sessions = new SessionRegistry({
    ...{ driver, hub, hubRegistry, hubEvents },
    maxSessions: config.maxSessions,
    idleLimit: config.idleLimit,
    time: config.time,
    poolSize: config.pool,
    startsAtOnce: config.startsAtOnce,
    preview: () => library.preview,
    previewUrl: (session, port) => previewUrl({ session, port, serverPort: listeningPort() }),
    report: (error, what, session) =>
      logger.error({ err: error, ...(session && { session }) }, `${what} failed`),
  });
  const unfollow = library.follow?.((lab) => sessions.takeLab(lab));
  const preview = createPreview({ sessions, logger });
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    forceCloseConnections: true,
    // Two origins on one listener, told apart before anything of the app has seen the request.
    serverFactory: (handler) =>
      createServer((request, answer) => {
        if (isPreviewHost(request.headers.host)) preview.serve(request, answer);
        else handler(request, answer);
      }),
  });
  const listeningPort = () => (app.server.address() as AddressInfo | null)?.port ?? 80;

  app.setErrorHandler(answerError);
  await app.register(cookie);
  await addSecurityHeaders(app);
  app.addHook('onRequest', async (request) => {
    if (!isKnownHost(request.headers.host, config.hostNames)) throw unknownHost();
  });
  await app.register(compress);
  const { isolation } = driver;
  const { uploadLimit } = config;
  const health = { probes, isolation, pool: () => sessions.pool };
  await app.register(api({ sessions, library, startsPerMinute, isolation, health, uploadLimit }), {
    prefix: '/api',
  });
  await addPage(app, config.web);

  const sockets = new SessionSockets({
    sessions,
    logger,
    parseCookies: (header) => app.parseCookie(header),
  });
  dispatchUpgrades({ server: app.server, preview, sockets, hostNames: config.hostNames });

  const idleRounds = setInterval(() => void sessions.stopIdle(Date.now()), IDLE_ROUND_MS);
  idleRounds.unref();
  // Not before: a server that finds its port taken must leave nothing running.
  app.addHook('onListen', async () => {
    sessions.expect({ learners: config.expect, until: Date.now() + EXPECT_FOR_MS });
  });
  app.addHook('preClose', async () => {
    clearInterval(idleRounds);
    unfollow?.();
    sockets.close();
  });
  app.addHook('onClose', async () => {
    preview.close();
    await sessions.close();
  });
  return app;
}

function unknownHost(): Failure {
  return new Failure('ORIGIN_REFUSED', {
    detail: 'its address has a name that is not in DRYDOCK_HOST_NAMES',
  });
}
