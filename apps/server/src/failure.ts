import { CheckError } from '@drydock/lab-format/check';
import { type ErrorCode, type Problem, problem } from '@drydock/protocol';
import { SandboxError } from '@drydock/sandbox';

/** An error that a user meets: a code of the catalogue, and what exactly where that says more. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    const { message } = problem(code, options.detail);
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
  }
}

/** What the user is told about any error; what is in no catalogue is INTERNAL and shows nothing of the inside. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Failure) return problem(error.code, error.detail);
  if (error instanceof CheckError) return problem(error.code);
  if (error instanceof SandboxError) {
    // Why a sandbox did not start is worth reading for the host who sits before the page.
    return problem(error.code, error.code === 'SANDBOX_START_FAILED' ? error.message : undefined);
  }
  return problem('INTERNAL');
}
