import type { Range } from './range.ts';

type Topic =
  | 'host files'
  | 'kernel'
  | 'processes'
  | 'neighbours'
  | 'base images'
  | 'network'
  | 'hub'
  | 'files'
  | 'server'
  | 'preview';

/** One way out of a sandbox, tried for real. */
export interface Attempt {
  readonly topic: Topic;
  readonly name: string;
  /** What we expect to stop it. */
  readonly blockedBy: string;
  /**
   * Tries it. Rejects with ControlFailed when a success could not have been noticed, and with NothingThere
   * when this box has nothing of the kind.
   */
  run(range: Range): Promise<Outcome>;
}

export interface Outcome {
  readonly blocked: boolean;
  /** What was seen, in a few words. */
  readonly evidence: string;
}

/** The attempt could not have noticed its own success: an error of the run, never a pass. */
export class ControlFailed extends Error {
  override readonly name = 'ControlFailed';
}

/** What the attempt is after does not exist on this box, not even for the host's root. */
export class NothingThere extends Error {
  override readonly name = 'NothingThere';
}

/** What has to be true for the attempt to mean anything. Throws ControlFailed. */
export function control(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new ControlFailed(what);
}

/** The first of these that is a success of the attacker, else the last one that was refused. */
export function judge(outcomes: readonly Outcome[]): Outcome {
  const last = outcomes.at(-1);
  control(last !== undefined, 'nothing was tried');
  return outcomes.find(({ blocked }) => !blocked) ?? last;
}
