import type { Isolation } from '@drydock/protocol';
import rateLimit from '@fastify/rate-limit';
import type { FastifyPluginAsync } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Failure } from '../failure.ts';
import { type FileRoutes, fileRoutes } from './files.ts';
import { type HealthFacts, healthRoutes } from './health.ts';
import { labRoutes } from './labs.ts';
import { mayWrite } from './same-origin.ts';
import { type SessionRoutes, sessionRoutes } from './sessions.ts';

export interface ApiOptions extends SessionRoutes, FileRoutes {
  readonly isolation: Isolation;
  readonly health: HealthFacts;
}

/** All under `/api`. Encapsulated: zod's compilers must not meet the routes of plugins, which have JSON Schemas. */
export function api(options: ApiOptions): FastifyPluginAsync {
  return async (app) => {
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    app.setNotFoundHandler(() => {
      throw new Failure('NOT_FOUND');
    });
    app.addHook('onRequest', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead && !mayWrite(request.headers)) throw new Failure('ORIGIN_REFUSED');
    });
    await app.register(rateLimit, { global: false });
    await app.register(labRoutes(options.library, options.isolation));
    await app.register(sessionRoutes(options));
    await app.register(fileRoutes(options));
    await app.register(healthRoutes(options.health));
  };
}
