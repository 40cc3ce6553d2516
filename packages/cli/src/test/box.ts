import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import type { SandboxDriver } from '@drydock/sandbox';
import { createDockerDriver } from '@drydock/sandbox/docker';
import {
  parseIsolation,
  placeHub,
  prepareHost,
  removeInstance,
  type Stages,
  startPreparedHub,
  startPreparedPackages,
  whileServing,
} from '@drydock/sandbox/docker/host';
import { hostSettings } from '../settings.ts';
import { type HubAccounts, startHubAccounts } from './hub-accounts.ts';
import { releaseAll } from './release-all.ts';

/** A prepared box with a hub of the run's own. */
export interface Box {
  /** The run's own: in the labels of all that it makes on the engine. */
  readonly instance: string;
  readonly driver: SandboxDriver;
  readonly openAccount: HubAccounts['open'];
  /** Names of those `wanted` images that could not be had. */
  readonly missed: readonly string[];
}

export interface BoxRequest {
  readonly environment: NodeJS.ProcessEnv;
  readonly stages: Stages;
  /** Images that sandboxes shall have beside those of the catalogue. Default none. */
  readonly wanted?: readonly string[];
  readonly signal: AbortSignal;
}

/** Makes the box ready, runs work as an instance of its own, and removes all that this instance made. Two at once are two instances. */
export async function withBox<T>(request: BoxRequest, work: (box: Box) => Promise<T>): Promise<T> {
  const instance = `test-${randomBytes(5).toString('hex')}`;
  const settings = hostSettings({ ...request.environment, DRYDOCK_INSTANCE: instance });
  return whileServing(settings, async () => {
    const host = await prepareHost({ ...settings, ...request });
    const releases: (() => Promise<void>)[] = [];
    try {
      const { home, environment } = settings;
      const place = await placeHub(settings);
      const packages =
        environment.DRYDOCK_EGRESS === 'packages'
          ? await startPreparedPackages({ ...settings, ...request, host })
          : undefined;
      if (packages) releases.push(() => packages.release());
      const accounts = await startHubAccounts({
        pkiDirectory: dirname(host.pki.caCertFile),
        socketDirectory: place.socketDir,
      });
      releases.push(accounts.stop);
      const hub = await request.stages.run('Class hub', () =>
        startPreparedHub({ ...settings, ...request, host, place, storage: 'ephemeral' }),
      );
      releases.push(hub.release);
      const driver = createDockerDriver({
        ...{ instance, home, hub: hub.name, seed: host.seed },
        connection: { socketPath: host.engine.socket },
        image: host.sandboxImage,
        firewall: host.firewallImage,
        isolation: parseIsolation(environment.DRYDOCK_ISOLATION),
        egress: packages ? 'packages' : environment.DRYDOCK_EGRESS === 'none' ? 'none' : 'open',
        ...(packages && { packages: packages.name }),
      });
      releases.push(() => driver.close());
      const missed = host.missed.map(({ name }) => name);
      return await work({ instance, driver, openAccount: accounts.open, missed });
    } finally {
      try {
        await releaseAll(releases);
      } finally {
        await removeInstance({ ...settings, engine: host.engine });
      }
    }
  });
}
