import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOnHost } from '../debian/host-command.ts';
import type { OwnEnginePaths } from './own-engine-paths.ts';

const FORWARDING = '/proc/sys/net/ipv4/ip_forward';

/** Notes what an engine is going to change for the whole box. To be called before its first start. */
export async function noteForwarding({ folder }: OwnEnginePaths): Promise<void> {
  const before = await readFile(FORWARDING, 'utf8');
  await writeFile(noteFile(folder), before.trim(), { flag: 'wx' }).catch((error) => {
    // Of an earlier start: what counts is how it was before the first.
    if (error.code !== 'EEXIST') throw error;
  });
}

/**
 * An engine leaves its chains behind and, where it was the first to forward packets, a box that forwards them but
 * drops them all. Undoes both. To be called when no engine runs on the box: the chains' names are shared by all.
 */
export async function undoFirewall({ folder }: OwnEnginePaths): Promise<void> {
  const before = await readFile(noteFile(folder), 'utf8').catch(() => null);
  // Without the note, no engine of this folder was ever started.
  if (before === null) return;
  for (const rule of RULES) await iptables(rule);
  if (before === '0') {
    await iptables('-P FORWARD ACCEPT');
    await writeFile(FORWARDING, '0');
  }
}

const CHAINS = ['DOCKER-USER', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2', 'DOCKER'];

/** What dockerd (20.10 to 28) makes of its own: jumps first, for a chain in use cannot go. */
const RULES = [
  '-D FORWARD -j DOCKER-USER',
  '-D FORWARD -j DOCKER-ISOLATION-STAGE-1',
  '-t nat -D PREROUTING -m addrtype --dst-type LOCAL -j DOCKER',
  '-t nat -D OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER',
  ...CHAINS.map((chain) => `-F ${chain}`),
  ...CHAINS.map((chain) => `-X ${chain}`),
  '-t nat -F DOCKER',
  '-t nat -X DOCKER',
];

async function iptables(words: string): Promise<void> {
  // Which of them are there depends on the engine's version and on how far it came.
  await runOnHost({ program: 'iptables', arguments: ['--wait', '10', ...words.split(' ')] }).catch(
    () => undefined,
  );
}

function noteFile(folder: string): string {
  return join(folder, 'ip_forward.before');
}
