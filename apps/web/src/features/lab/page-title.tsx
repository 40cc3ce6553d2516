import type { PublicLab } from '@drydock/lab-format/schema';
import { useEffect } from 'react';
import { useChecks } from '../../stores/checks-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { progressOfLab } from './progress.ts';

/** The title of the browser tab: the lab, and what a learner in another tab should know. */
export function PageTitle({ lab }: { lab: PublicLab }) {
  const status = useSession((state) => state.sandbox.status);
  const checks = useChecks((state) => state.checks);
  const { done, all } = progressOfLab(lab.steps, checks);

  const state =
    status === 'starting'
      ? 'Starting: '
      : status !== 'ready'
        ? 'Stopped: '
        : all > 0 && done === all
          ? 'Done: '
          : '';
  useEffect(() => {
    document.title = `${state}${lab.title} · Drydock`;
  }, [state, lab.title]);
  return null;
}
