import type { Notice } from '@drydock/protocol';
import { create } from 'zustand';

interface NoticesState {
  /** The newest last; at most one of a kind. */
  notices: readonly Notice[];
}

/** What happened to the sandbox that the learner should know, until it is over or the learner puts it away. */
export const useNotices = create<NoticesState>(() => ({ notices: [] }));

export function noticeKey(notice: Notice): string {
  return 'where' in notice ? `disk of ${notice.where}` : notice.type;
}

/** The page was away: these still hold, and what else it shows has happened all the same. */
export function takeNotices(notices: readonly Notice[]): void {
  drop('engine-ended');
  for (const notice of notices) takeNotice(notice);
}

export function takeNotice(notice: Notice): void {
  if (notice.type === 'engine-ready') {
    drop('engine-ended');
    return;
  }
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
