import { access, readFile, rm } from 'node:fs/promises';
import { runOnHost } from '../debian/host-command.ts';
import { undoFirewall } from './firewall.ts';
import { stopOwnEngine } from './own-engine.ts';
import { ownEnginePaths } from './own-engine-paths.ts';
import { runningEngines } from './running-engines.ts';

/**
 * Stops Drydock's own engine and removes its folder with all images, containers and volumes in it.
 * Resolves with whether there was one. Idempotent.
 */
export async function removeOwnEngine(home: string): Promise<boolean> {
  const paths = ownEnginePaths(home);
  const { folder } = paths;
  const wasRunning = await stopOwnEngine(home);
  // An engine that was killed leaves mounts, and removing through a mount would remove what is mounted.
  for (const point of (await mountsBelow(folder)).reverse()) {
    await runOnHost({ program: 'umount', arguments: [point] });
  }
  const had = await exists(folder);
  // What all engines of a box share may go with the last of them only.
  if (had && (await runningEngines()).length === 0) await undoFirewall(paths);
  await rm(folder, { recursive: true, force: true });
  return had || wasRunning;
}

/** Parents before what is mounted in them. */
async function mountsBelow(folder: string): Promise<string[]> {
  return mountPoints(await readFile('/proc/self/mountinfo', 'utf8')).filter((point) =>
    point.startsWith(`${folder}/`),
  );
}

/** The mount points of a mountinfo text, with its octal escapes of blanks undone. */
export function mountPoints(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter((point) => point !== undefined)
    .map((point) =>
      point.replace(/\\(\d{3})/g, (_, digits: string) =>
        String.fromCharCode(Number.parseInt(digits, 8)),
      ),
    );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
