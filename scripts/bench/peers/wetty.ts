import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { type Peer, startPeer } from './peer.ts';

const PACKAGE = 'wetty@3.2.0';

/** wetty of the npm registry. Kept in the folder. */
export async function startWetty({ signal, say }: Bench, folder: string): Promise<Peer> {
  const root = join(folder, 'wetty');
  await access(root).catch(() => install(root, { signal, say }));
  return await startPeer({
    program: process.execPath,
    args: (port) => [
      join(root, 'node_modules/wetty/build/main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--base', '/', '--command', 'bash --norc'],
    ],
    signal,
  });
}

async function install(
  root: string,
  { signal, say }: Pick<Bench, 'signal' | 'say'>,
): Promise<void> {
  say('wetty: installing it');
  const parent = join(root, '..');
  await mkdir(parent, { recursive: true });
  const target = await mkdtemp(join(parent, 'wetty-'));
  try {
    // Its pseudo terminals are compiled by an install script.
    const options = ['install', '--ignore-scripts=false', '--no-audit', '--no-fund'];
    await run('npm', [...options, '--prefix', target, PACKAGE], { signal, cwd: target });
    await rename(target, root);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

const run = promisify(execFile);
