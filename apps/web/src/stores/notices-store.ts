import type { Notice } from '@drydock/protocol';
import { create } from 'zustand';

interface NoticesState {
  /** The newest last; at most one of a kind. */
  notices: readonly Notice[];
}

/** What happened to the sandbox that the learner should know, until it is over or the learner puts it away. */
export const useNotices = create<NoticesState>(() => ({ notices: [] }));

export function noticeKey(notice: Notice): string {
  switch (notice.type) {
    case 'engine-ended':
    case 'engine-ready':
      return 'engine';
    case 'disk-low':
    case 'disk-full':
      return `disk of ${notice.where}`;
    default:
      return notice.type;
  }
}

/** The page was away: these still hold, and what else it shows has happened all the same. */
export function takeNotices(notices: readonly Notice[]): void {
  const engineEnded = notices.some(({ type }) => type === 'engine-ended');
  const showsEnd = useNotices.getState().notices.some(({ type }) => type === 'engine-ended');
  if (showsEnd && !engineEnded) takeNotice({ type: 'engine-ready' });
  for (const notice of notices) takeNotice(notice);
}

/** That an engine is back is told, too: its containers are not, and the end of it was perhaps too short to be read. */
export function takeNotice(notice: Notice): void {
  drop(noticeKey(notice));
  useNotices.setState(({ notices }) => ({ notices: [...notices, notice] }));
}

export function dismissNotice(notice: Notice): void {
  drop(noticeKey(notice));
}

/** The sandbox that they were about is no more. */
export function clearNotices(): void {
  useNotices.setState({ notices: [] });
}

function drop(key: string): void {
  useNotices.setState(({ notices }) => ({
    notices: notices.filter((notice) => noticeKey(notice) !== key),
  }));
}
