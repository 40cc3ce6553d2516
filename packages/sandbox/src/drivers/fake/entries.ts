import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SandboxFiles } from '../../driver.ts';
import { SandboxError } from '../../errors.ts';
import { entryPlace, isNothing } from './paths.ts';

/** Entries of a folder of this machine that come, go and get other names. */
export function createFakeEntries(
  workspace: string,
): Pick<SandboxFiles, 'createFolder' | 'move' | 'remove'> {
  return {
    async createFolder(path) {
      const place = await entryPlace(workspace, path);
      await assertFree(place, path);
      await mkdir(place, { recursive: true }).catch((error) => fail(path, error));
    },
    async move(from, to) {
      const [old, next] = [await entryPlace(workspace, from), await entryPlace(workspace, to)];
      if (!(await isThere(old))) throw new SandboxError('FILE_NOT_FOUND', `${from} is not there.`);
      if (next.startsWith(`${old}/`)) {
        throw new SandboxError('FOLDER_INTO_ITSELF', `${to} is in ${from}.`);
      }
      await assertFree(next, to);
      try {
        await mkdir(dirname(next), { recursive: true });
        await rename(old, next);
      } catch (error) {
        fail(to, error);
      }
    },
    async remove(path) {
      const place = await entryPlace(workspace, path);
      if (!(await isThere(place))) {
        throw new SandboxError('FILE_NOT_FOUND', `${path} is not there.`);
      }
      await rm(place, { recursive: true }).catch((error) => fail(path, error));
    },
  };
}

/** FILE_EXISTS when something is there, be it a link to nowhere. */
export async function assertFree(place: string, path: string): Promise<void> {
  if (await isThere(place)) throw new SandboxError('FILE_EXISTS', `There is ${path} already.`);
}

/** As FILE_NOT_WRITABLE, unless it is a refusal already. */
export function notWritable(path: string, cause: unknown): SandboxError {
  if (cause instanceof SandboxError) return cause;
  const message = `${path} could not be written: ${String(cause)}`;
  return new SandboxError('FILE_NOT_WRITABLE', message, { cause });
}

function fail(path: string, cause: unknown): never {
  throw notWritable(path, cause);
}

async function isThere(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (isNothing(error as NodeJS.ErrnoException)) return false;
    throw error;
  }
}
