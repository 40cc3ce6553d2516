import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowserNetwork } from './browser-network/browser-network.ts';
import { startDrydock } from './drydock-process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Brings up a Drydock of its own: own instance, free port, the labs that ship and those of the tests.
 * Takes all of it down again at the end.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const instance = `e2e-${randomBytes(4).toString('hex')}`;
  const labs = await mkdtemp(join(tmpdir(), 'drydock-e2e-'));
  await cp(join(root, 'labs'), labs, { recursive: true });
  await cp(join(root, 'e2e/fixture-labs'), labs, { recursive: true });
  const network = await openBrowserNetwork();
  const drydock = await startDrydock(['up', '--ephemeral'], {
    DRYDOCK_INSTANCE: instance,
    DRYDOCK_LABS: labs,
    // Every test is a learner of its own, whose sandbox stays until the end.
    DRYDOCK_MAX_SESSIONS: '120',
  });
  process.env.DRYDOCK_URL = drydock.url;
  return async () => {
    await rm(labs, { recursive: true });
    await drydock.stop();
    await network.close();
  };
}
