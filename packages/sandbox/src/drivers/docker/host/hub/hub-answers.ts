import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type Docker from 'dockerode';
import { HostError } from '../errors.ts';
import { lastLines } from './hub-log.ts';
import type { Pki } from './pki.ts';

/** A first start with a volume copies the base images into it. */
const LIMIT = 60_000;

export interface HubQuestion {
  readonly container: Docker.Container;
  /** Of the container's networks, the one that the box reaches it by. */
  readonly network: string;
  readonly pki: Pki;
  readonly signal?: AbortSignal | undefined;
}

/** Resolves with its address when nginx and the registry behind it answer there. Rejects with HostError HUB_NOT_STARTED. */
export async function hubAnswers(question: HubQuestion): Promise<string> {
  const { container, network, pki, signal } = question;
  const ca = await readFile(pki.caCertFile);
  const limit = Date.now() + LIMIT;
  let reason = '';
  while (Date.now() < limit) {
    // Anew each time: while the engine restarts it, it has no address, and may get another.
    const { NetworkSettings } = await container.inspect();
    const address = NetworkSettings.Networks[network]?.IPAddress;
    try {
      if (!address) throw new Error('it is not running');
      const status = await statusOf(address, ca);
      // The registry asks for a token: it is there.
      if (status === 401) return address;
      reason = `it answered with ${status}`;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    await delay(20, undefined, { ...(signal && { signal }) });
  }
  throw new HostError({
    code: 'HUB_NOT_STARTED',
    message: `The class hub did not start (${reason}):\n${await lastLines(container)}`,
    hint: 'Run `npx --no-install drydock down`, then start again. If it fails again, report the lines above.',
  });
}

function statusOf(address: string, ca: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: address,
        servername: 'registry-1.docker.io',
        headers: { host: 'registry-1.docker.io' },
        path: '/v2/',
        ca,
        timeout: 2000,
        agent: false,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject);
    asked.end();
  });
}
