import type { HubLogin } from '@drydock/protocol';
import type { Sandbox, SandboxDriver, SandboxLimits, StartStage } from '@drydock/sandbox';
import { Failure } from '../failure.ts';

/** A start takes about a second; minutes mean that the engine hangs. */
const START_LIMIT_MS = 120_000;

export interface StartSandbox {
  readonly driver: SandboxDriver;
  readonly id: string;
  readonly hub: HubLogin | null;
  readonly priority: 'learner' | 'background';
  /** What the lab asks for; by itself the driver's own. */
  readonly limits?: Partial<SandboxLimits>;
  readonly signal: AbortSignal;
  readonly onStage?: (stage: StartStage) => void;
}

/** A running sandbox with the hub's login in its environment. Nothing is left behind when it fails. */
export async function startSandbox(start: StartSandbox): Promise<Sandbox> {
  const { driver, id, hub, priority, limits, signal, onStage } = start;
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const sandbox = await driver
    .create(
      {
        ...{ id, environment: environment(hub), priority },
        ...(limits && { limits }),
        ...(onStage && { onProgress: onStage }),
      },
      AbortSignal.any([signal, limit]),
    )
    .catch((error) => {
      throw limit.aborted ? new Failure('ENGINE_TIMEOUT', { cause: error }) : error;
    });
  if (!signal.aborted) return sandbox;
  await sandbox.destroy();
  throw signal.reason;
}

function environment(hub: HubLogin | null): Record<string, string> {
  return hub ? { DOCKERHUB_USERNAME: hub.username, DOCKERHUB_PASSWORD: hub.password } : {};
}
