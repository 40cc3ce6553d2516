import { randomBytes } from 'node:crypto';
import { HostError } from './errors.ts';
import { heldPurposes, withHostLock } from './host-lock.ts';

export interface Serving {
  readonly home: string;
  readonly instance: string;
}

const PURPOSE = 'serving-';
const USE = 'using-';

/**
 * Runs work as the one process that serves an instance on this box: two would sweep each other's sandboxes away.
 * Rejects with HostError BUSY when there is one already.
 */
export async function whileServing<T>(
  { home, instance }: Serving,
  work: () => Promise<T>,
): Promise<T> {
  let holder = '';
  const onWait = (who: string): void => {
    holder = who;
  };
  try {
    return await withHostLock(
      { home, purpose: `${PURPOSE}${instance}`, limit: HANDOVER, onWait },
      work,
    );
  } catch (error) {
    // Only the lock itself says BUSY with a holder that was waited for.
    if (holder === '' || !(error instanceof HostError) || error.code !== 'BUSY') throw error;
    throw busy(`A Drydock serves the instance "${instance}" on this box already: ${holder}.`);
  }
}

/** Rejects with HostError BUSY while any instance of this home is served. */
export async function requireNotServing(home: string): Promise<void> {
  const held = await heldPurposes(home);
  const instances = held
    .filter((purpose) => purpose.startsWith(PURPOSE))
    .map((purpose) => purpose.slice(PURPOSE.length));
  if (instances.length > 0) throw busy(`Drydock is serving on this box: ${instances.join(', ')}.`);
}

/** Runs work that needs the engine of a home, also in moments when it has nothing running there: a test run. */
export async function whileUsing<T>(home: string, work: () => Promise<T>): Promise<T> {
  const purpose = `${USE}${randomBytes(4).toString('hex')}`;
  return withHostLock({ home, purpose }, work);
}

/** Whether somebody serves from this home, or uses its engine. */
export async function isInUse(home: string): Promise<boolean> {
  const held = await heldPurposes(home);
  return held.some((purpose) => purpose.startsWith(PURPOSE) || purpose.startsWith(USE));
}

/** One that was just stopped takes a moment to be gone, in milliseconds. */
const HANDOVER = 1000;

function busy(message: string): HostError {
  return new HostError({
    code: 'BUSY',
    message,
    hint: 'Stop it first, with Ctrl+C in its terminal; or give this one another DRYDOCK_INSTANCE and PORT.',
  });
}
