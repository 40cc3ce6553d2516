import type { Problem } from './entities.ts';
import { type ErrorEntry, PAGE_ERRORS, type PageErrorCode } from './page-errors.ts';

/** An error that a page finds by itself, as a problem. */
export function pageProblem(code: PageErrorCode, detail?: string): Problem {
  return worded(code, PAGE_ERRORS[code], detail);
}

/** `detail` is put behind the message where it says more. */
export function worded(
  code: Problem['code'],
  { message, hint }: ErrorEntry,
  detail: string | undefined,
): Problem {
  if (detail === undefined) return { code, message, hint };
  return { code, message: `${message} (${detail})`, hint, detail };
}
