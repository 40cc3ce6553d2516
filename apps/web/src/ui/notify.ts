import type { Problem } from '@drydock/protocol';
import { toast } from 'sonner';
import { problemOf } from '../connection/problem-error.ts';

/** Shows what happened and what to do about it. The same problem twice is one message. */
export function notifyProblem({ code, message, hint }: Problem): void {
  toast.error(message, { id: code, description: hint });
}

/** For a promise that an event handler starts and nobody awaits. */
export function notifyFailure(error: unknown): void {
  notifyProblem(problemOf(error));
}
