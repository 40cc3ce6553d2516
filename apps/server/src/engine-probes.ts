import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { EngineAddress } from './config.ts';
import type { HealthProbes } from './routes/health.ts';

const PROBE_LIMIT_MS = 2500;

const containerSchema = z.object({ State: z.object({ Running: z.boolean() }) });

/** Asks the engine whether it is there, and whether the hub's container runs. `hub` is its name; null where there is none. */
export function engineProbes(engine: EngineAddress, hub: string | null): HealthProbes {
  return {
    engine: async () => {
      await get(engine, '/version');
    },
    hub:
      hub === null
        ? null
        : async () => {
            const container = await get(engine, `/containers/${encodeURIComponent(hub)}/json`);
            if (!containerSchema.parse(container).State.Running) {
              throw new Error(`the hub’s container ${hub} is not running`);
            }
          },
  };
}

function get(engine: EngineAddress, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(PROBE_LIMIT_MS);
    const outgoing = request({ ...engine, path, signal });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      if (answer.statusCode === 200) json(answer).then(resolve, reject);
      else reject(new Error(`the engine answered ${path} with ${answer.statusCode}`));
    });
    outgoing.end();
  });
}
