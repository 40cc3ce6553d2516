import type { Problem } from './entities.ts';
import { ERRORS, type ErrorCode } from './errors.ts';
import { worded } from './page-problem.ts';

/** The catalogue's entry as a problem; `detail` is put behind the message where it says more. */
export function problem(code: ErrorCode, detail?: string): Problem {
  return worded(code, ERRORS[code], detail);
}
