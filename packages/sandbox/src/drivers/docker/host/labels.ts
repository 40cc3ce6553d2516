import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/** Whose an engine object is: `main`, or the unique id of a test run. */
export const INSTANCE_LABEL = 'io.drydock.instance';
/** Of which home's Drydock an engine object is: several may share an engine, each with a `main`. */
export const HOME_LABEL = 'io.drydock.home';
/** What an engine object is for. */
export const KIND_LABEL = 'io.drydock.kind';

export type ObjectKind =
  | 'sandbox'
  | 'network'
  | 'workspace'
  | 'data'
  | 'hub'
  | 'firewall'
  | 'packages'
  | 'image'
  | 'build'
  /** A volume with the base images, which sandboxes share copy-on-write. */
  | 'seed';

export interface ObjectOwner {
  readonly instance: string;
  /** See drydockHome(). */
  readonly home: string;
}

/** The labels that everything made on an engine carries, so that it can be found and removed. */
export function ownLabels({ instance, home }: ObjectOwner, kind: ObjectKind) {
  return { [INSTANCE_LABEL]: instance, [HOME_LABEL]: homeId(home), [KIND_LABEL]: kind };
}

/** What stands for a home in labels: 12 hex digits, for its path is nobody's business who lists objects. */
export function homeId(home: string): string {
  return createHash('sha256').update(resolve(home)).digest('hex').slice(0, 12);
}
