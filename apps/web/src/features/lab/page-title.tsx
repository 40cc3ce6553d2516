import type { PublicLab } from '@drydock/lab-format/schema';
import { useEffect } from 'react';
import { useMessages } from '../../i18n/messages.ts';
import { useChecks } from '../../stores/checks-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { progressOfLab } from './progress.ts';

/** The title of the browser tab: the lab, and what a learner in another tab should know. */
export function PageTitle({ lab }: { lab: PublicLab }) {
  const { tab } = useMessages().lab;
  const status = useSession((state) => state.sandbox.status);
  const checks = useChecks((state) => state.checks);
  const { done, all } = progressOfLab(lab.steps, checks);

  const state =
    status === 'starting'
      ? tab.starting
      : status !== 'ready'
        ? tab.stopped
        : all > 0 && done === all
          ? tab.done
          : '';
  useEffect(() => {
    document.title = tab.title(state, lab.title);
  }, [state, lab.title, tab]);
  return null;
}
