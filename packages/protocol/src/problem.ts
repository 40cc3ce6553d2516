import type { Problem } from './entities.ts';
import { ERRORS, type ErrorCode } from './errors.ts';

/** The catalogue's entry as a problem; `detail` is put behind the message where it says more. */
export function problem(code: ErrorCode, detail?: string): Problem {
  const { message, hint } = ERRORS[code];
  if (detail === undefined) return { code, message, hint };
  return { code, message: `${message} (${detail})`, hint, detail };
}
