import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where Drydock keeps all that it makes on this box: `DRYDOCK_HOME`, else a folder by the custom of the system. */
export function drydockHome(
  environment: NodeJS.ProcessEnv,
  isRoot = process.getuid?.() === 0,
): string {
  const { DRYDOCK_HOME, XDG_DATA_HOME } = environment;
  if (DRYDOCK_HOME) return resolve(DRYDOCK_HOME);
  if (isRoot) return '/var/lib/drydock';
  return join(XDG_DATA_HOME || join(homedir(), '.local/share'), 'drydock');
}
