import type { LabFile } from '@drydock/lab-format/schema';
import type { HubLogin } from '@drydock/protocol';
import type { Sandbox, SandboxDriver } from '@drydock/sandbox';
import { Failure } from '../failure.ts';
import { withinLimit } from './time-limit.ts';

/** A start takes about a second; minutes mean that the engine hangs. */
const START_LIMIT_MS = 120_000;
const PLACE_LIMIT_MS = 60_000;

export interface StartSandbox {
  readonly driver: SandboxDriver;
  readonly id: string;
  readonly hub: HubLogin | null;
  /** Put into the workspace before the learner sees it. */
  readonly files: readonly LabFile[];
  readonly signal: AbortSignal;
  /** What is being done, in words for the learner. */
  readonly onStage: (stage: string) => void;
}

/** A running sandbox with the lab's files in its workspace. Nothing is left behind when it fails. */
export async function startSandbox(start: StartSandbox): Promise<Sandbox> {
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const sandbox = await start.driver
    .create(
      {
        id: start.id,
        environment: environment(start.hub),
        onProgress: start.onStage,
      },
      AbortSignal.any([start.signal, limit]),
    )
    .catch((error) => {
      throw limit.aborted ? new Failure('ENGINE_TIMEOUT', { cause: error }) : error;
    });
  try {
    start.signal.throwIfAborted();
    if (start.files.length > 0) {
      start.onStage('Putting the lab’s files in place');
      await withinLimit(place(sandbox, start.files), PLACE_LIMIT_MS);
    }
    start.signal.throwIfAborted();
    return sandbox;
  } catch (error) {
    await sandbox.destroy({ workspace: 'keep' });
    throw error;
  }
}

function environment(hub: HubLogin | null): Record<string, string> {
  return hub ? { DOCKERHUB_USERNAME: hub.username, DOCKERHUB_PASSWORD: hub.password } : {};
}

async function place(sandbox: Sandbox, files: readonly LabFile[]): Promise<void> {
  for (const { path, content, executable } of files) {
    await sandbox.files.write({ path, content, executable });
  }
}
