import { HostError } from '@drydock/sandbox/docker/host';
import pc from 'picocolors';
import { StoppedError } from './stop-signals.ts';

/** An error in words for the user: what happened, and what to do where that is known. */
export function explain(error: unknown): string {
  if (error instanceof StoppedError) return `\n${error.message}\n`;
  if (error instanceof HostError) {
    return `\n${pc.red(error.message)}\n${pc.bold('What to do:')} ${error.hint}\n${pc.dim(error.code)}\n`;
  }
  // Not foreseen: whoever reports it needs the place.
  return `\n${pc.red('Drydock failed:')} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
