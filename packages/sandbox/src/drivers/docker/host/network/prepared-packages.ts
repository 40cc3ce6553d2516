import Docker from 'dockerode';
import { installPackages } from '../debian/debian-packages.ts';
import { withHostLock } from '../host-lock.ts';
import type { PreparedHost, Stages } from '../prepare.ts';
import { noteUse } from '../removal/last-used.ts';
import { prepareNetworkImage } from './network-image.ts';
import { type PackagesProxy, startPackagesProxy } from './packages-proxy.ts';

export interface PackagesRequest {
  readonly home: string;
  readonly instance: string;
  readonly host: Pick<PreparedHost, 'engine'>;
  /** DRYDOCK_PACKAGE_HOSTS, DRYDOCK_DEBIAN_MIRROR. */
  readonly environment: NodeJS.ProcessEnv;
  readonly stages: Stages;
  readonly signal?: AbortSignal | undefined;
}

/** Starts the package proxy of an instance on a prepared box, and builds its image when that is missing. */
export async function startPreparedPackages(request: PackagesRequest): Promise<PackagesProxy> {
  const { home, instance, host, environment, stages, signal } = request;
  const docker = new Docker({ socketPath: host.engine.socket });
  const mirror = environment.DRYDOCK_DEBIAN_MIRROR || undefined;
  return stages.run('Package proxy', async (report) => {
    const image = await withHostLock({ home, signal }, async () => {
      const tag = await prepareNetworkImage(
        {
          ...{ docker, home, instance, mirror, report, signal },
          installPackages: (names) => installPackages(names, { home, report, signal }),
        },
        'packages',
      );
      // The preparation of a box does not know of it, and would take it for superseded.
      await noteUse({ home, names: [tag] });
      return tag;
    });
    const hosts = packageHosts(environment);
    return startPackagesProxy({ docker, home, instance, image, hosts, signal });
  });
}

/** What a host allows beside the mirrors that everybody needs: names with commas or blanks between, and their own mirror. */
export function packageHosts(environment: NodeJS.ProcessEnv): string[] {
  const listed = (environment.DRYDOCK_PACKAGE_HOSTS ?? '').split(/[\s,]+/);
  const mirror = environment.DRYDOCK_DEBIAN_MIRROR;
  const names = [...listed, mirror ? new URL(mirror).hostname : ''].filter((name) => name !== '');
  for (const name of names) {
    if (!/^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(name)) {
      throw new Error(`DRYDOCK_PACKAGE_HOSTS: "${name}" is not a host's name.`);
    }
  }
  return [...new Set(names)];
}
