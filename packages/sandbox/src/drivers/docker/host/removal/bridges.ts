import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import Docker from 'dockerode';
import { CommandError, runOnHost } from '../debian/host-command.ts';
import type { FoundEngine } from '../engine/find-engine.ts';
import { runningEngines } from '../engine/running-engines.ts';
import { SESSION_BRIDGE } from '../network/bridge-name.ts';

/** Between the bridge of a network and its place in the list there is the writing of rules, slow while a class starts. */
const MAKING_LIMIT_MS = 10_000;
const LOOK_AGAIN_MS = 250;

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
  const dockers = engines.map(({ socket }) => new Docker({ socketPath: socket }));
  const forgotten = await forgottenBridges({
    present: () => sessionBridges(devices),
    known: () => bridgesOf(dockers),
  });
  const removed: string[] = [];
  const kept: string[] = [];
  for (const name of forgotten) {
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

export interface Bridges {
  /** Those that are there now. */
  readonly present: () => Promise<readonly string[]>;
  /** Those of the networks that engines list now. */
  readonly known: () => Promise<ReadonlySet<string>>;
  /** How long a network may be unlisted while its bridge is there, in milliseconds. */
  readonly patience?: number | undefined;
}

/**
 * The bridges that no engine knows. An engine lists a network only when it is whole, and makes its bridge before: one
 * that is unknown may be another Drydock's that is just being made. It is forgotten when it stays unknown.
 */
export async function forgottenBridges({
  present,
  known,
  patience = MAKING_LIMIT_MS,
}: Bridges): Promise<readonly string[]> {
  const end = performance.now() + patience;
  let unknown = await present();
  for (;;) {
    const isLast = performance.now() >= end;
    // Known is asked for last: what is known by then was not forgotten before.
    const there = new Set(await present());
    const listed = await known();
    unknown = unknown.filter((name) => there.has(name) && !listed.has(name));
    if (unknown.length === 0 || isLast) return unknown;
    await setTimeout(LOOK_AGAIN_MS);
  }
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
