import { HostError } from '@drydock/sandbox/docker/host';
import pc from 'picocolors';
import { StoppedError } from './stop-signals.ts';

/** An error in words for the user: what happened, and what to do where that is known. With a stack only when asked for. */
export function explain(error: unknown, environment: NodeJS.ProcessEnv = process.env): string {
  if (error instanceof StoppedError) return `\n${error.message}\n`;
  const places = wantsPlaces(environment) ? `${pc.dim(placesOf(error))}\n` : '';
  if (error instanceof HostError) {
    return `\n${pc.red(error.message)}\n${pc.bold('What to do:')} ${error.hint}\n${pc.dim(error.code)}\n${places}`;
  }
  const advice = places === '' ? `${HOW_TO_SEE}\n` : places;
  return `\n${pc.red('Drydock failed:')} ${inOneLine(error)}\n${advice}`;
}

const HOW_TO_SEE =
  'With DEBUG=drydock before the command it shows where in the program this happened.';

function wantsPlaces({ DEBUG, LOG_LEVEL }: NodeJS.ProcessEnv): boolean {
  return DEBUG?.includes('drydock') === true || LOG_LEVEL === 'debug' || LOG_LEVEL === 'trace';
}

function inOneLine(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** Of the error and of what caused it. */
function placesOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${placesOf(error.cause)}`;
}
