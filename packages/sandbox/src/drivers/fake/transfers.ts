import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { TEMPORARY_PREFIX } from '../../content.ts';
import type { FileUpload, SandboxFiles } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { assertFree, notWritable } from './entries.ts';
import { realPlace } from './paths.ts';

/** Files of any size of a folder of this machine, in and out. */
export function createFakeTransfers(
  workspace: string,
): Pick<SandboxFiles, 'download' | 'archive' | 'upload'> {
  return {
    async download(path) {
      const place = await realPlace(workspace, path);
      const stats = await stat(place).catch(() => undefined);
      if (stats?.isDirectory()) throw new SandboxError('FILE_IS_DIRECTORY', `${path} is a folder.`);
      if (!stats?.isFile()) throw missing(path);
      return { size: stats.size, content: createReadStream(place) };
    },
    async archive(path) {
      const place = path === null ? workspace : await realPlace(workspace, path);
      if (!(await lstat(place).catch(() => undefined))) throw missing(path ?? 'The workspace');
      // In a sandbox the workspace is a folder of this name.
      const name = path === null ? '.' : `./${relative(dirname(place), place)}`;
      const folder = path === null ? place : dirname(place);
      const rename = ['--transform', 's,^\\.,./workspace,'];
      const args = ['-cz', '-C', folder, ...(path === null ? rename : []), '--', name];
      return spawn('tar', args, { stdio: ['ignore', 'pipe', 'ignore'] }).stdout;
    },
    upload: (request) => upload(workspace, request),
  };
}

async function upload(
  workspace: string,
  { path, size, content, replace = false }: FileUpload,
): Promise<void> {
  const place = await realPlace(workspace, path);
  const current = await stat(place).catch(() => undefined);
  if (replace && current?.isDirectory()) {
    throw new SandboxError('FILE_IS_DIRECTORY', `${path} is a folder.`);
  }
  if (!replace) await assertFree(place, path);
  const temporary = join(dirname(place), `${TEMPORARY_PREFIX}${process.pid}-${performance.now()}`);
  try {
    await mkdir(dirname(place), { recursive: true });
    await receive(temporary, content, size);
    await chmod(temporary, current ? current.mode & 0o7777 : 0o644);
    if (!replace) await assertFree(place, path);
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error instanceof Incoming ? error.cause : notWritable(path, error);
  }
}

/** What the content itself threw, to be told as it is. */
class Incoming extends Error {}

async function receive(
  temporary: string,
  content: AsyncIterable<Uint8Array>,
  size: number,
): Promise<void> {
  const file = await open(temporary, 'wx', 0o600);
  let received = 0;
  try {
    const parts = content[Symbol.asyncIterator]();
    for (;;) {
      const next = await parts.next().catch((cause) => {
        throw new Incoming('the content broke off', { cause });
      });
      if (next.done) break;
      received += next.value.length;
      await file.write(next.value);
    }
  } finally {
    await file.close();
  }
  if (received !== size) throw new Error(`${received} bytes came of ${size}`);
}

function missing(path: string): SandboxError {
  return new SandboxError('FILE_NOT_FOUND', `${path} is not there.`);
}
