import type { Problem } from '@drydock/protocol';
import { problemOf } from '../connection/problem-error.ts';
import { problemText } from '../i18n/problem-text.ts';
import { raiseToast } from './toast.ts';

/** Shows what happened and what to do about it. The same problem twice is one message. */
export function notifyProblem(problem: Problem): void {
  const { message, hint } = problemText(problem);
  raiseToast({ id: problem.code, message, description: hint });
}

/** For a promise that an event handler starts and nobody awaits. */
export function notifyFailure(error: unknown): void {
  notifyProblem(problemOf(error));
}
