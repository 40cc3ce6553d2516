import { statfs } from 'node:fs/promises';
import type Docker from 'dockerode';
import { HostError } from '../errors.ts';
import { KIND_LABEL } from '../labels.ts';

/** Bytes. All images take 3 GB; building them takes about as much again for a while. */
const TO_BUILD = 6 * 1024 ** 3;
/** Room for sandboxes on a box that has its images. */
const TO_RUN = 1024 ** 3;

/** Rejects with HostError NO_SPACE when the engine's disk has too little room for what is to come, and `more` bytes. */
export async function requireSpace(docker: Docker, more = 0): Promise<void> {
  const [info, images] = await Promise.all([
    docker.info(),
    docker.listImages({ filters: { label: [`${KIND_LABEL}=image`] } }),
  ]);
  const folder: string = info.DockerRootDir;
  const needed = (images.length > 0 ? TO_RUN : TO_BUILD) + more;
  const free = await freeBytes(folder);
  if (free === undefined || free >= needed) return;
  throw new HostError({
    code: 'NO_SPACE',
    message: `${folder} has ${inGigabytes(free)} free; ${inGigabytes(needed)} are needed.`,
    hint: 'Free some space there (`docker system prune` on that engine, `apt-get clean`), or set DRYDOCK_HOME to a folder on a larger disk.',
  });
}

async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    // The engine's folder may be closed to this user, or on a machine that only lends its socket: then it is not known.
    return undefined;
  }
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
