import { access, rm } from 'node:fs/promises';
import { unmountBelow } from '../removal/mounts.ts';
import { undoFirewall } from './firewall.ts';
import { stopOwnEngine } from './own-engine.ts';
import { ownEnginePaths } from './own-engine-paths.ts';
import { runningEngines } from './running-engines.ts';

/**
 * Stops Drydock's own engine and removes its folder with all images, containers and volumes in it.
 * Resolves with whether there was one. Idempotent. Rejects as unmountBelow() does.
 */
export async function removeOwnEngine(home: string): Promise<boolean> {
  const paths = ownEnginePaths(home);
  const { folder } = paths;
  const wasRunning = await stopOwnEngine(home);
  // An engine that was killed leaves mounts.
  await unmountBelow(folder);
  const had = await exists(folder);
  // What all engines of a box share may go with the last of them only.
  if (had && (await runningEngines()).length === 0) await undoFirewall(paths);
  await rm(folder, { recursive: true, force: true });
  return had || wasRunning;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
