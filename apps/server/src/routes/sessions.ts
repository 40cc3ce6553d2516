import { sessionInfoSchema, sessionListSchema, startSessionSchema } from '@drydock/protocol';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SessionRegistry } from '../session/registry.ts';
import type { Session } from '../session/session.ts';
import { findLab, type LabLibrary } from './labs.ts';
import { greetLearner } from './learner.ts';

export interface SessionRoutes {
  readonly sessions: SessionRegistry;
  readonly library: LabLibrary;
  /** Sessions that one address may start in a minute: a class behind one address needs many, a script gets not all. */
  readonly startsPerMinute: number;
}

/** Any text: what has not the form of an id is as unknown as what has. */
const params = z.object({ id: z.string().max(100) });

export function sessionRoutes(options: SessionRoutes): FastifyPluginAsyncZod {
  const { sessions, library, startsPerMinute } = options;
  return async (app) => {
    app.post(
      '/sessions',
      {
        schema: { body: startSessionSchema, response: { 201: sessionInfoSchema } },
        config: { rateLimit: { max: startsPerMinute, timeWindow: '1 minute' } },
      },
      async (request, reply) => {
        const lab = findLab(library, request.body.lab);
        const session = sessions.start(greetLearner(request, reply), lab);
        return await reply.code(201).send(info(session));
      },
    );

    app.get(
      '/sessions',
      { schema: { response: { 200: sessionListSchema } } },
      async (request, reply) => ({
        sessions: sessions
          .list(greetLearner(request, reply))
          .map((session) => ({ ...info(session), progress: session.progress() })),
      }),
    );

    app.get(
      '/sessions/:id',
      { schema: { params, response: { 200: sessionInfoSchema } } },
      async (request, reply) => info(sessions.get(greetLearner(request, reply), request.params.id)),
    );

    app.delete('/sessions/:id', { schema: { params } }, async (request, reply) => {
      await sessions.end(greetLearner(request, reply), request.params.id);
      return await reply.code(204).send();
    });
  };
}

function info(session: Session) {
  return { session: session.id, lab: session.lab.slug };
}
