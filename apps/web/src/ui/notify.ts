import type { Problem } from '@drydock/protocol';
import { problemOf } from '../connection/problem-error.ts';
import { raiseToast } from './toast.ts';

/** Shows what happened and what to do about it. The same problem twice is one message. */
export function notifyProblem({ code, message, hint }: Problem): void {
  raiseToast({ id: code, message, description: hint });
}

/** For a promise that an event handler starts and nobody awaits. */
export function notifyFailure(error: unknown): void {
  notifyProblem(problemOf(error));
}
