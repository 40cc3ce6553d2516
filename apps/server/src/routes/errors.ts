import { ERRORS, type ErrorAnswer, type Problem, problem } from '@drydock/protocol';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { toProblem } from '../failure.ts';

/** The one place where an error becomes an answer, and where it is logged with its cause. */
export function answerError(
  error: FastifyError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const found = problemOf(error);
  const { status } = ERRORS[found.code];
  const level = status >= 500 ? 'error' : 'info';
  request.log[level]({ err: error, code: found.code }, `refused: ${found.message}`);
  return reply.code(status).send({ error: found } satisfies ErrorAnswer);
}

/** The framework's own errors are told apart by their status alone. */
function problemOf(error: FastifyError | Error): Problem {
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === undefined || status >= 500) return toProblem(error);
  if (status === 429) return problem('RATE_LIMITED');
  if (status === 413) return problem('MESSAGE_TOO_LARGE');
  if (status === 404) return problem('NOT_FOUND');
  return problem('BAD_REQUEST');
}
