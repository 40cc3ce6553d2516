import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { type Peer, startPeer } from './peer.ts';

const MIRROR = process.env.DRYDOCK_DEBIAN_MIRROR ?? 'http://deb.debian.org';
const LIBRARIES = 'usr/lib/x86_64-linux-gnu';

/** The shell that it starts has its libraries; the one that takes its place is this box's, as are the programs in it. */
const SHELL = 'unset LD_LIBRARY_PATH; exec bash --norc';

/** ttyd of Debian sid with libraries of its own: no stable release has it. Kept in the folder. */
export async function startTtyd({ signal, say }: Bench, folder: string): Promise<Peer> {
  const root = join(folder, 'ttyd');
  await access(root).catch(() => unpack(root, { signal, say }));
  const libraries = join(root, LIBRARIES);
  const loader = [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries] as const;
  return await startPeer({
    program: loader[0],
    args: (port) => [
      ...loader.slice(1),
      join(root, 'usr/bin/ttyd'),
      ...['--interface', '127.0.0.1', '--port', String(port), '--writable'],
      // By itself it draws on a canvas where there is no WebGL.
      ...['--client-option', 'rendererType=dom'],
      ...[...loader, join(root, 'usr/bin/bash'), '-c', SHELL],
    ],
    // Its web server looks for a part of itself there.
    environment: { LD_LIBRARY_PATH: libraries },
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
    const options = ['--mode=root', '--variant=extract', '--include=ttyd,bash'];
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
