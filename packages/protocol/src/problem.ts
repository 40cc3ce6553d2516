import type { Problem } from './entities.ts';
import { ERRORS, type ErrorCode } from './errors.ts';

/** The catalogue's entry as a problem; `detail` is put behind the message where it says more. */
export function problem(code: ErrorCode, detail?: string): Problem {
  const { message, hint } = ERRORS[code];
  return { code, message: detail === undefined ? message : `${message} (${detail})`, hint };
}
