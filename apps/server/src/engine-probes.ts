import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { EngineAddress } from './config.ts';
import type { HealthProbes } from './routes/health.ts';

const PROBE_LIMIT_MS = 2500;
const ADDRESS_HOLDS_MS = 5_000;

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

const networksSchema = z.object({
  NetworkSettings: z.object({
    Networks: z.record(z.string(), z.object({ IPAddress: z.string() })),
  }),
});

/** Where the hub's container answers on its own network, which has its name; it may be another after every start. */
export function hubAddress(engine: EngineAddress, hub: string): () => Promise<string> {
  let known: { readonly until: number; readonly address: Promise<string> } | undefined;
  return async () => {
    if (known && Date.now() < known.until) return await known.address;
    const address = get(engine, `/containers/${encodeURIComponent(hub)}/json`).then((container) => {
      const { Networks } = networksSchema.parse(container).NetworkSettings;
      const found = Networks[hub]?.IPAddress;
      if (!found) throw new Error(`the hub’s container ${hub} has no address`);
      return found;
    });
    known = { until: Date.now() + ADDRESS_HOLDS_MS, address };
    return await address;
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
