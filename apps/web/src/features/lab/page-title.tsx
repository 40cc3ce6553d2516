import type { PublicLab } from '@drydock/lab-format/schema';
import { useEffect, useState } from 'react';
import { late } from '../../connection/late.ts';
import { useMessages } from '../../i18n/messages.ts';
import { useChecks } from '../../stores/checks-store.ts';
import { useRunning } from '../../stores/running-store.ts';
import { useSession } from '../../stores/session-store.ts';
import { type LabNews, newsOf } from './lab-news.ts';

/** A command that comes back at once is no news. */
const WORTH_TELLING_MS = 1_000;

/** The title and the picture of the browser's tab: the lab, and what a learner in another tab should know. */
export function PageTitle({ lab, step }: { lab: PublicLab; step: number }) {
  const { tab } = useMessages().lab;
  const status = useSession((state) => state.sandbox.status);
  const checks = useChecks((state) => state.checks);
  const isRunning = useLasting(useRunning(({ terminals }) => terminals.size > 0));
  const news = newsOf({ status, checks, steps: lab.steps, step, isRunning });
  const state = news === 'none' ? '' : tab[news];

  useEffect(() => {
    document.title = tab.title(state, lab.title);
  }, [state, lab.title, tab]);
  useFavicon(news);
  return null;
}

/** The first prompt does not wait for pictures: while the sandbox starts there is none to load. */
function useFavicon(news: LabNews): void {
  useEffect(() => {
    if (news === 'none' || news === 'starting') return;
    let isWanted = true;
    late(() => import('./favicon.ts')).then(
      ({ faviconOf }) => isWanted && setFavicon(faviconOf(news)),
      // The title says it as well.
      () => undefined,
    );
    return () => {
      isWanted = false;
      setFavicon(PLAIN);
    };
  }, [news]);
}

function setFavicon(address: string): void {
  document.querySelector('link[rel="icon"]')?.setAttribute('href', address);
}

/** The page's own picture, where there is nothing to say. */
const PLAIN = '/favicon.svg';

/** True once it has held for a while. */
function useLasting(holds: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!holds) return;
    const timer = setTimeout(() => setLasts(true), WORTH_TELLING_MS);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [holds]);
  return holds && lasts;
}
