import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Stages } from '@drydock/sandbox/docker/host';
import { root } from './settings.ts';

/** The built page. */
export const pageFolder = join(root, 'apps/web/dist');

/** All that the page is made of. */
const SOURCES = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/index.html',
  'apps/web/package.json',
  'apps/web/vite.config.ts',
  'apps/web/compile-hints.ts',
  'apps/web/precompress.ts',
  'packages/protocol/src',
  'packages/lab-format/src',
  'package-lock.json',
];
/** In the built page: what it was made of. A build empties the folder first. */
const STAMP = join(pageFolder, '.sources');

/** Builds the web page when its sources are others than at the last time. Rejects with an Error that ends with what the build printed. */
export async function buildPage(stages: Stages, signal: AbortSignal): Promise<void> {
  const wanted = await hashSources(SOURCES.map((path) => join(root, path)));
  const built = await readFile(STAMP, 'utf8').catch(() => '');
  if (built === wanted) return;
  await stages.run('Web page', async (report) => {
    await runBuild(report, signal);
    await writeFile(STAMP, wanted);
    report('built');
  });
}

/** One hash of files and of all files in folders; a path that is not there counts as empty. */
export async function hashSources(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesOf))).flat().sort();
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  for (const [index, content] of contents.entries()) {
    hash.update(`${files[index]}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return [path];
    if (code === 'ENOENT') return [];
    throw error;
  }
}

async function runBuild(report: (line: string) => void, signal: AbortSignal): Promise<void> {
  const child = spawn('npm', ['run', '--silent', 'build', '--workspace', '@drydock/web'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const tail: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      tail.push(line);
      if (tail.length > 20) tail.shift();
      report(line.trim());
    });
  }
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The web page could not be built:\n${tail.join('\n')}`));
    });
  });
}
