import type { Attempt } from './attempt.ts';
import { baseImages } from './attempts/base-images.ts';
import { files } from './attempts/files.ts';
import { hostFiles } from './attempts/host-files.ts';
import { hub } from './attempts/hub.ts';
import { kernel } from './attempts/kernel.ts';
import { neighbours } from './attempts/neighbours.ts';
import { network } from './attempts/network.ts';
import { preview } from './attempts/preview.ts';
import { processes } from './attempts/processes.ts';
import { secrets } from './attempts/secrets.ts';
import { server } from './attempts/server.ts';
import { transfers } from './attempts/transfers.ts';

/** In the order in which they are made. */
export const attempts: readonly Attempt[] = [
  ...hostFiles,
  ...kernel,
  ...processes,
  ...secrets,
  ...neighbours,
  ...baseImages,
  ...network,
  ...hub,
  ...files,
  ...transfers,
  ...server,
  ...preview,
];
