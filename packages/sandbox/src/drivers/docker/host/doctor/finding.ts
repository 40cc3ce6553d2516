import type { EngineFacts } from './engine-facts.ts';
import type { BoxReaders } from './readers.ts';

/** What was found about one concern. */
export interface Finding {
  /** For programs: does not change with the words. */
  readonly id: string;
  readonly title: string;
  /** `warning`: it works, and the host should know. `problem`: sandboxes will not start, or not as they should. */
  readonly state: 'ok' | 'warning' | 'problem';
  readonly detail: string;
  /** What to do; always there unless all is well. */
  readonly advice?: string;
}

/** What the probes look at. */
export interface Examined {
  readonly box: BoxReaders;
  /** Undefined when none can be used. */
  readonly engine: EngineFacts | undefined;
  readonly home: string;
  /** DRYDOCK_ISOLATION, DRYDOCK_EGRESS. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Looks at one concern, now. Does not reject for anything that a box may be like. */
export type Probe = (examined: Examined) => Promise<Finding> | Finding;
