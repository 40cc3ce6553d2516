import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Process ids of the Docker engines of this network namespace, whoever started them. They share their
 * firewall chains by name, whatever their data folders and sockets are.
 */
export async function runningEngines(proc = '/proc'): Promise<number[]> {
  const here = await readlink(join(proc, 'self/ns/net'));
  const found: number[] = [];
  for (const entry of await readdir(proc)) {
    if (!/^\d+$/.test(entry)) continue;
    if (await isEngine(join(proc, entry), here)) found.push(Number(entry));
  }
  return found;
}

async function isEngine(folder: string, network: string): Promise<boolean> {
  try {
    const name = await readFile(join(folder, 'comm'), 'utf8');
    return name.trim() === 'dockerd' && (await readlink(join(folder, 'ns/net'))) === network;
  } catch {
    // It has ended since the folder was listed.
    return false;
  }
}
