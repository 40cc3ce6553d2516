import type { Lab } from '@drydock/lab-format/schema';
import type { HubLogin, LabPreview } from '@drydock/protocol';
import type { SandboxDriver } from '@drydock/sandbox';
import type { HubRegistry } from './hub-registry.ts';
import type { HubEvents } from './pushes.ts';
import type { TimeRules } from './session-clock.ts';
import type { StartGate } from './start-gate.ts';

export interface SessionOptions {
  readonly id: string;
  /** The opaque token of whoever started it. */
  readonly learner: string;
  readonly lab: Lab;
  /** How the lab stands, where its author previews it. */
  readonly preview?: () => LabPreview | undefined;
  readonly hub: HubLogin | null;
  /** What the hub has; null where the server cannot ask it. */
  readonly registry: HubRegistry | null;
  /** What the hub tells of its own accord; null where nobody listens. */
  readonly events: HubEvents | null;
  readonly driver: SandboxDriver;
  readonly gate: StartGate;
  /** Null where the time of sandboxes is not limited. */
  readonly time: TimeRules | null;
  readonly previewUrl: (port: number) => string;
  /** Throws when the box has no room for one more sandbox. */
  readonly admit: () => void;
  /** Gets errors that answer nobody's request, or whose answer does not show the cause. */
  readonly report: (error: unknown, what: string) => void;
}
