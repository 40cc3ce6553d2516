import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Stopped from outside: nothing went wrong. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/** An abort signal that fires with a StoppedError at the first SIGINT, SIGTERM or SIGHUP; what holds things lets go of them then. */
export function abortOnSignals(source: EventEmitter): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const stop = (name: string): void => {
    controller.abort(new StoppedError(`stopped by ${name}`));
  };
  for (const name of SIGNALS) source.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) source.off(name, stop);
    },
  };
}
