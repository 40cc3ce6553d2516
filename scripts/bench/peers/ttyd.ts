import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { type Peer, startPeer } from './peer.ts';

const MIRROR = process.env.DRYDOCK_DEBIAN_MIRROR ?? 'http://deb.debian.org';
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';

/** ttyd of Debian sid, with the libraries of its own release: it is not in the stable ones. Kept in the folder. */
export async function startTtyd({ signal, say }: Bench, folder: string): Promise<Peer> {
  const root = join(folder, 'ttyd');
  await access(root).catch(() => unpack(root, { signal, say }));
  return await startPeer({
    program: join(root, LIBRARIES, 'ld-linux-x86-64.so.2'),
    args: (port) => [
      ...['--library-path', join(root, LIBRARIES), join(root, 'usr/bin/ttyd')],
      ...['--interface', '127.0.0.1', '--port', String(port), '--writable'],
      // Drawn as elements, as the others are in a browser without a graphics card.
      ...['--client-option', 'rendererType=dom', 'bash', '--norc'],
    ],
    signal,
  });
}

async function unpack(root: string, { signal, say }: Pick<Bench, 'signal' | 'say'>): Promise<void> {
  say('ttyd: taking it from Debian sid');
  const parent = join(root, '..');
  await mkdir(parent, { recursive: true });
  const target = await mkdtemp(join(parent, 'ttyd-'));
  try {
    const program = 'mmdebstrap';
    const options = ['--mode=root', '--variant=extract', '--include=ttyd'];
    // Mirrors that are seldom brought up to date are good enough for a peer.
    const apt = ['Acquire::Languages "none"', 'Acquire::Check-Valid-Until "false"'];
    const settings = apt.map((option) => `--aptopt=${option}`);
    const source = `deb ${MIRROR}/debian sid main`;
    await run(program, [...options, ...settings, 'sid', target, source], { signal });
    await rename(target, root);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

const run = promisify(execFile);
