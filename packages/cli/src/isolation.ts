import { HostError, parseIsolation } from '@drydock/sandbox/docker/host';
import pc from 'picocolors';

export interface IsolationOptions {
  /** As DRYDOCK_ISOLATION has it, and stronger. */
  readonly isolation?: string | undefined;
  readonly privilegedSandboxes: boolean;
}

/**
 * How sandboxes are to be kept in, as DRYDOCK_ISOLATION has it. Privileged only when that word was written out: by the
 * flag of its own or in the environment. Throws HostError ISOLATION_UNKNOWN.
 */
export function chosenIsolation(
  { isolation, privilegedSandboxes }: IsolationOptions,
  environment: NodeJS.ProcessEnv,
): string {
  if (isolation === undefined)
    return privilegedSandboxes ? 'privileged' : parseIsolation(environment.DRYDOCK_ISOLATION);
  const chosen = parseIsolation(isolation);
  if ((chosen === 'privileged') === privilegedSandboxes) return chosen;
  throw new HostError({
    code: 'ISOLATION_UNKNOWN',
    message: privilegedSandboxes
      ? `--isolation ${isolation} and --privileged-sandboxes contradict each other.`
      : 'Privileged sandboxes are not to be had by --isolation.',
    hint: 'Privileged sandboxes keep nobody in: ask for them with --privileged-sandboxes alone, or leave that out.',
  });
}

/** For whoever starts Drydock with sandboxes that keep nobody in; undefined for all others. */
export function isolationWarning(isolation: string): string | undefined {
  if (isolation !== 'privileged') return undefined;
  return pc.red(
    `${pc.bold('Privileged sandboxes keep nobody in:')} every learner can become root of this box and read what it holds.\n` +
      'Only for a machine that holds nothing else, and learners whom you trust with all of it.',
  );
}
