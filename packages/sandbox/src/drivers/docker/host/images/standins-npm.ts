import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError, runOnHost } from '../debian/host-command.ts';
import { HostError } from '../errors.ts';

/** The npm that Node.js 20 comes with. */
export const NPM_VERSION = '10.9.9';

export interface NpmRequest {
  /** Where the package is kept for the next time. */
  readonly cacheFolder: string;
  readonly signal?: AbortSignal | undefined;
}

/** The published package of npm (a gzipped tar), got by the host's npm, which verifies it. Rejects with HostError PACKAGES_UNAVAILABLE. */
export async function npmPackage({ cacheFolder, signal }: NpmRequest): Promise<Uint8Array> {
  const file = join(cacheFolder, `npm-${NPM_VERSION}.tgz`);
  const kept = await readFile(file).catch(whenMissing);
  if (kept !== undefined) return kept;
  // A folder of its own, then a rename: nobody ever reads half a package.
  const folder = join(cacheFolder, `.${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  try {
    await runOnHost({
      program: 'npm',
      arguments: ['pack', `npm@${NPM_VERSION}`, '--ignore-scripts', '--pack-destination', folder],
      signal,
    });
    await rename(join(folder, `npm-${NPM_VERSION}.tgz`), file);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new HostError(
      {
        code: 'PACKAGES_UNAVAILABLE',
        message: `npm ${NPM_VERSION} could not be had from the npm registry: ${error.message}`,
        hint: 'See whether `npm ping` works on this box; behind a proxy, `npm config set proxy` and `cafile` help.',
      },
      { cause: error },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return readFile(file);
}

function whenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
