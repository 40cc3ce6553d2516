import type { ErrorAnswer, Problem } from '@drydock/protocol';
import { pageProblem } from '@drydock/protocol/page-problem';

/** What went wrong, in the words of the error catalogue; `diagnostics` where a lab is broken. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly diagnostics: ErrorAnswer['diagnostics'];

  constructor(
    what: Problem,
    details: { cause?: unknown; diagnostics?: ErrorAnswer['diagnostics'] } = {},
  ) {
    super(`${what.code}: ${what.message}`, { cause: details.cause });
    this.name = 'ProblemError';
    this.problem = what;
    this.diagnostics = details.diagnostics;
  }
}

/** Any thrown thing as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : pageProblem('INTERNAL');
}
