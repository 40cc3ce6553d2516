import { healthSchema, type Isolation } from '@drydock/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { PoolCounts } from '../session/pool.ts';
import { withinLimit } from '../session/time-limit.ts';

const PROBE_LIMIT_MS = 3000;

/** Each resolves when its part answers and rejects when it does not. */
export interface HealthProbes {
  readonly engine: () => Promise<void>;
  /** Null where no hub runs. */
  readonly hub: (() => Promise<void>) | null;
}

export interface HealthFacts {
  readonly probes: HealthProbes;
  readonly isolation: Isolation;
  readonly pool: () => PoolCounts;
}

export function healthRoutes({ probes, isolation, pool }: HealthFacts): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/health',
      { schema: { response: { 200: healthSchema, 503: healthSchema } } },
      async (request, reply) => {
        const answers = (name: string, probe: () => Promise<void>) =>
          withinLimit(probe(), PROBE_LIMIT_MS).then(
            () => true,
            (error) => {
              request.log.warn({ err: error }, `the ${name} does not answer`);
              return false;
            },
          );
        const [engine, hub] = await Promise.all([
          answers('engine', probes.engine),
          probes.hub ? answers('hub', probes.hub) : null,
        ]);
        const isWell = engine && hub !== false;
        const status = isWell ? ('ok' as const) : ('degraded' as const);
        return await reply
          .code(isWell ? 200 : 503)
          .send({ status, engine, hub, isolation, pool: pool() });
      },
    );
  };
}
