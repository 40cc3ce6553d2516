import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Dockerode from 'dockerode';
import { firewallLines } from './firewall-lines.ts';
import { allProcesses } from './processes.ts';
import type { Seen } from './witness.ts';

export const KINDS = [
  'containers',
  'volumes',
  'networks',
  'bridges',
  'mounts',
  'loop devices',
  'processes',
  'cgroups',
  'files',
  'sockets',
  'firewall',
] as const;
type Kind = (typeof KINDS)[number];

/** Names of all that this box has of a run, by kind. */
export type Inventory = Readonly<Record<Kind, readonly string[]>>;

export interface Place {
  readonly docker: Dockerode;
  readonly home: string;
  readonly instance: string;
  readonly seen: Seen;
}

/** Looks at the box itself, not only at what the engine says. */
export async function takeInventory(place: Place): Promise<Inventory> {
  const [objects, bridges, mounts, loops, processes, cgroups, files, sockets, firewall] =
    await Promise.all([
      engineObjects(place),
      bridgesLeft(place.seen),
      mountsLeft(place),
      loopsLeft(place),
      processesLeft(place),
      cgroupsLeft(place.seen),
      filesLeft(place),
      socketsLeft(place),
      firewallLines(place.seen),
    ]);
  return {
    ...objects,
    ...{ bridges, mounts, processes, cgroups, files, sockets, firewall },
    'loop devices': loops,
  };
}

async function engineObjects({ docker, instance }: Place) {
  const filters = { label: [`io.drydock.instance=${instance}`] };
  const [containers, networks, { Volumes }] = await Promise.all([
    docker.listContainers({ all: true, filters }),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  return {
    containers: containers.map(({ Names, Id, State }) => `${Names[0]?.slice(1) ?? Id} (${State})`),
    networks: networks.map(({ Name }) => Name),
    volumes: Volumes.map(({ Name, Labels }) => `${Labels['io.drydock.kind']}: ${Name}`),
  };
}

async function bridgesLeft({ bridges }: Seen): Promise<string[]> {
  const devices = await readdir('/sys/class/net');
  return devices.filter((name) => bridges.has(name));
}

async function mountsLeft(place: Place): Promise<string[]> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  const points = lines.map((line) => line.split(' ')[4] ?? '');
  const folders = [...place.seen.folders];
  return points.filter(
    (point) =>
      ownFolders(place).some((folder) => point.startsWith(`${folder}/`)) ||
      folders.some((folder) => point.startsWith(folder)) ||
      namesContainer(point, place.seen),
  );
}

async function loopsLeft(place: Place): Promise<string[]> {
  const devices = (await readdir('/sys/block')).filter((name) => name.startsWith('loop'));
  const found = await Promise.all(
    devices.map(async (name) => {
      // Only devices with a file have this.
      const file = await readFile(`/sys/block/${name}/loop/backing_file`, 'utf8').catch(() => '');
      const isOurs = ownFolders(place).some((folder) => file.startsWith(`${folder}/`));
      return isOurs ? [`${name}: ${file.trim()}`] : [];
    }),
  );
  return found.flat();
}

async function processesLeft({ instance, seen }: Place): Promise<string[]> {
  const all = await allProcesses();
  const left = await Promise.all(
    all
      .filter(({ pid }) => pid !== process.pid)
      .map(async (each) => {
        const isInside = each.containers.some((id) => seen.containers.has(id));
        const isOurs = isInside || namesContainer(each.command, seen);
        if (!isOurs && !(await servesInstance(each.pid, instance))) return [];
        return [`${each.pid} ${each.name}: ${each.command.slice(0, 80)}`];
      }),
  );
  return left.flat();
}

async function servesInstance(pid: number, instance: string): Promise<boolean> {
  // It may have ended, or be another user's.
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return environment.split('\0').includes(`DRYDOCK_INSTANCE=${instance}`);
}

/** Version 1 has a tree for each controller, version 2 one for all. */
async function cgroupsLeft({ containers }: Seen): Promise<string[]> {
  const root = '/sys/fs/cgroup';
  const trees = [root, ...(await readdir(root)).map((name) => join(root, name))];
  const places = trees.flatMap((tree) =>
    [...containers].flatMap((id) => [
      join(tree, 'docker', id),
      join(tree, `docker-${id}.scope`),
      join(tree, 'system.slice', `docker-${id}.scope`),
    ]),
  );
  return places.filter((path) => existsSync(path));
}

async function filesLeft(place: Place): Promise<string[]> {
  const below = await Promise.all(
    ownFolders(place).map(async (folder) => {
      if (!existsSync(folder)) return [];
      const entries = await readdir(folder, { recursive: true });
      return [folder, ...entries.map((entry) => join(folder, entry))];
    }),
  );
  return [...below.flat(), ...[...place.seen.folders].filter((folder) => existsSync(folder))];
}

async function socketsLeft({ home, instance, seen }: Place): Promise<string[]> {
  const lines = (await readFile('/proc/net/unix', 'utf8')).split('\n');
  const paths = lines.map((line) => line.trim().split(/\s+/)[7] ?? '');
  return paths.filter(
    (path) =>
      path.startsWith(join(home, 'hub', instance)) ||
      path.replace(/@+$/, '').endsWith(`serving-${instance}`) ||
      namesContainer(path, seen),
  );
}

function ownFolders({ home, instance }: Place): string[] {
  return ['hub', 'disks', 'workspaces'].map((name) => join(home, name, instance));
}

function namesContainer(text: string, { containers }: Seen): boolean {
  return (text.match(/[0-9a-f]{64}/g) ?? []).some((id) => containers.has(id));
}
