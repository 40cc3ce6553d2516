import type { Step } from '@drydock/lab-format/schema';
import type { SandboxStatus } from '@drydock/protocol';
import type { CheckState } from '../../stores/checks-store.ts';
import { progressOfLab } from './progress.ts';

/** What a learner who looks at another tab wants to know of this one. */
export type LabNews = 'starting' | 'stopped' | 'done' | 'running' | 'failed' | 'none';

interface Facts {
  readonly status: SandboxStatus['status'];
  readonly checks: Readonly<Record<string, CheckState>>;
  readonly steps: readonly Step[];
  /** The step that is shown. */
  readonly step: number;
  /** A command has been running for a while. */
  readonly isRunning: boolean;
}

export function newsOf({ status, checks, steps, step, isRunning }: Facts): LabNews {
  if (status === 'starting') return 'starting';
  if (status !== 'ready') return 'stopped';
  const { done, all } = progressOfLab(steps, checks);
  if (all > 0 && done === all) return 'done';
  if (isRunning) return 'running';
  return hasFailed(steps[step], checks) ? 'failed' : 'none';
}

/** Only what the learner has asked: a check that looks by itself has not failed, it waits. */
function hasFailed(step: Step | undefined, checks: Facts['checks']): boolean {
  return (step?.blocks ?? []).some((block) => {
    if (block.type !== 'check' || block.continuous) return false;
    const check = checks[block.name];
    return !!check?.outcome && !check.running && check.outcome.outcome !== 'pass';
  });
}
