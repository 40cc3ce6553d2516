import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  assertSize,
  DEFAULT_LIST_LIMIT,
  decodeText,
  TEMPORARY_PREFIX,
  toBytes,
  versionOf,
} from '../../content.ts';
import type { FileListing, FileWrite, SandboxFileEntry, SandboxFiles } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { createFakeEntries, notWritable } from './entries.ts';
import { realPlace } from './paths.ts';
import { searchTree } from './search.ts';
import { createFakeTransfers } from './transfers.ts';
import { walkTree } from './tree.ts';

/** Files of a folder of this machine. `ready` is awaited first: it rejects when the sandbox is gone. */
export function createFakeFiles(
  workspace: string,
  ready: () => Promise<void>,
): Omit<SandboxFiles, 'watch'> {
  const entries = createFakeEntries(workspace);
  const transfers = createFakeTransfers(workspace);
  // One write at a time: the comparison with the base version and the rename belong together.
  let lastWrite: Promise<unknown> = Promise.resolve();
  return {
    async list(limit = DEFAULT_LIST_LIMIT): Promise<FileListing> {
      await ready();
      const entries: SandboxFileEntry[] = [];
      for await (const { path, kind, size } of walkTree(workspace)) {
        if (entries.length === limit) return { entries, truncated: true };
        entries.push({ path, kind, size });
      }
      return { entries, truncated: false };
    },
    async read(path) {
      await ready();
      const content = await readContent(await realPlace(workspace, path), path);
      if (!content) throw new SandboxError('FILE_NOT_FOUND', `${path} is not there.`);
      return { text: decodeText(path, content), version: versionOf(content) };
    },
    write: (request) => inTurn(() => write(workspace, request)),
    writeAll: (requests) => inTurn(() => writeAll(workspace, requests)),
    createFolder: (path) => inTurn(() => entries.createFolder(path)),
    move: (from, to) => inTurn(() => entries.move(from, to)),
    remove: (path) => inTurn(() => entries.remove(path)),
    async search(request) {
      await ready();
      return await searchTree(workspace, request);
    },
    async download(path) {
      await ready();
      return await transfers.download(path);
    },
    async archive(path) {
      await ready();
      return await transfers.archive(path);
    },
    async upload(request) {
      await ready();
      await transfers.upload(request);
    },
  };

  async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    await ready();
    const done = lastWrite.then(work);
    lastWrite = done.catch(() => undefined);
    return await done;
  }
}

async function writeAll(
  workspace: string,
  requests: readonly FileWrite[],
): Promise<{ left: string[] }> {
  const left: string[] = [];
  for (const request of requests) {
    try {
      await write(workspace, request);
    } catch (error) {
      if (!(error instanceof SandboxError && error.code === 'FILE_CONFLICT')) throw error;
      left.push(request.path);
    }
  }
  return { left };
}

async function write(workspace: string, request: FileWrite): Promise<{ version: string }> {
  const { path, baseVersion, executable } = request;
  const content = toBytes(request.content);
  assertSize(path, content.length);
  const place = await realPlace(workspace, path);
  try {
    const current = await readContent(place, path);
    const version = current ? versionOf(current) : null;
    if (baseVersion !== undefined && baseVersion !== version) {
      throw new SandboxError('FILE_CONFLICT', `${path} is no longer what it was when it was read.`);
    }
    await mkdir(dirname(place), { recursive: true });
    const mode = current ? (await stat(place)).mode & 0o7777 : 0o644;
    await replace(place, content, withExecutable(mode, executable));
  } catch (error) {
    throw notWritable(path, error);
  }
  return { version: versionOf(content) };
}

async function replace(place: string, content: Uint8Array, mode: number): Promise<void> {
  const temporary = join(dirname(place), `${TEMPORARY_PREFIX}${process.pid}-${performance.now()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(content);
    } finally {
      await file.close();
    }
    // After the write: the umask does not touch it then.
    await chmod(temporary, mode);
    await rename(temporary, place);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Null when it is not there. */
async function readContent(place: string, path: string): Promise<Buffer | null> {
  try {
    assertSize(path, (await stat(place)).size);
    return await readFile(place);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code === 'EISDIR') throw new SandboxError('FILE_IS_DIRECTORY', `${path} is a folder.`);
    throw error;
  }
}

function withExecutable(mode: number, executable: boolean | undefined): number {
  if (executable === undefined) return mode;
  return executable ? mode | 0o111 : mode & ~0o111;
}
