import type { Isolation } from '../../../driver.ts';
import { HostError } from './errors.ts';

/** The value of DRYDOCK_ISOLATION; `rootless` when it is not set. Throws HostError ISOLATION_UNKNOWN. */
export function parseIsolation(text: string | undefined): Isolation {
  if (text === undefined || text === '') return 'rootless';
  if (text === 'rootless' || text === 'privileged') return text;
  // As Docker takes the names of runtimes.
  const [, name] = /^runtime:([a-zA-Z0-9][a-zA-Z0-9_.-]*)$/.exec(text) ?? [];
  if (name !== undefined) return `runtime:${name}`;
  throw new HostError({
    code: 'ISOLATION_UNKNOWN',
    message: `There is no isolation "${text}".`,
    hint: 'Set DRYDOCK_ISOLATION to rootless, to runtime:<name of an OCI runtime of the engine>, or to privileged; or leave it out.',
  });
}
