import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import Docker from 'dockerode';
import { CommandError, runOnHost } from '../debian/host-command.ts';
import type { FoundEngine } from '../engine/find-engine.ts';
import { runningEngines } from '../engine/running-engines.ts';
import { SESSION_BRIDGE } from '../network/bridge-name.ts';

export interface StrayBridges {
  readonly removed: readonly string[];
  /** With the reason. */
  readonly kept: readonly string[];
}

export interface BridgeSearch {
  /** All that answer. */
  readonly engines: readonly FoundEngine[];
  /** Where the kernel shows network devices. */
  readonly devices?: string | undefined;
}

/**
 * Removes session bridges that an engine made and forgot, as one does that is killed. While an engine of this box
 * cannot be asked, they all stay: they may be its.
 */
export async function removeStrayBridges({
  engines,
  devices = '/sys/class/net',
}: BridgeSearch): Promise<StrayBridges> {
  const bridges = await sessionBridges(devices);
  if (bridges.length === 0 || (await runningEngines()).length > engines.length) {
    return { removed: [], kept: [] };
  }
  const known = await bridgesOf(engines.map(({ socket }) => new Docker({ socketPath: socket })));
  const removed: string[] = [];
  const kept: string[] = [];
  for (const name of bridges.filter((bridge) => !known.has(bridge))) {
    try {
      await runOnHost({ program: 'ip', arguments: ['link', 'delete', name] });
      removed.push(name);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      kept.push(`bridge ${name}: ${error.message.replaceAll(/\s+/g, ' ')}`);
    }
  }
  return { removed, kept };
}

/** The bridges that engines know by a name of ours. */
async function bridgesOf(engines: readonly Docker[]): Promise<Set<string>> {
  const networks = await Promise.all(engines.map((docker) => docker.listNetworks()));
  const names = networks.flat().map(({ Options }) => Options?.['com.docker.network.bridge.name']);
  return new Set(names.filter((name) => name !== undefined));
}

async function sessionBridges(folder: string): Promise<string[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names.filter(
    (name) => SESSION_BRIDGE.test(name) && existsSync(`${folder}/${name}/bridge`),
  );
}
