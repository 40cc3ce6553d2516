import { fileURLToPath } from 'node:url';
import { drydockHome } from '@drydock/sandbox/docker/host';

/** The checkout, without a slash at its end. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** What every command takes from the environment. */
export interface HostSettings {
  readonly home: string;
  readonly instance: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Throws an Error for an instance that cannot be part of the names of containers. */
export function hostSettings(environment: NodeJS.ProcessEnv): HostSettings {
  const instance = environment.DRYDOCK_INSTANCE || 'main';
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(instance)) {
    throw new Error(
      `DRYDOCK_INSTANCE is "${instance}": use at most 31 lowercase letters, digits and hyphens.`,
    );
  }
  return { home: drydockHome(environment), instance, environment };
}
