import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const LEARNER_COOKIE = 'drydock_learner';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const NINETY_DAYS_S = 90 * 24 * 60 * 60;

/** The learner's token in a request's cookies, if it is one of ours by its form. */
export function learnerFrom(cookies: Readonly<Record<string, string | undefined>>): string | null {
  const token = cookies[LEARNER_COOKIE];
  return token !== undefined && TOKEN.test(token) ? token : null;
}

/** The token of who asks; a newcomer is given one. */
export function greetLearner(request: FastifyRequest, reply: FastifyReply): string {
  const known = learnerFrom(request.cookies);
  if (known) return known;
  const token = randomBytes(32).toString('base64url');
  // Without a domain the cookie is this host's alone: no preview and no app in it ever gets it.
  reply.setCookie(LEARNER_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    path: '/',
    maxAge: NINETY_DAYS_S,
  });
  return token;
}
