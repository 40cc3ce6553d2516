import type { Notice } from '@drydock/protocol';

export interface NoticeText {
  readonly what: string;
  readonly remedy: string;
  /** `danger` where the learner cannot go on before something is done. */
  readonly tone: 'warning' | 'danger';
  /** A reset may be the only way out. */
  readonly offersReset: boolean;
}

/** What a notice says: what happened, and what to do. */
export function noticeText(notice: Notice): NoticeText {
  switch (notice.type) {
    case 'sandbox-ended':
      return warning(
        `Your sandbox stopped${notice.detail && `: ${notice.detail}`}.`,
        'It was started again by itself. Your files are kept; containers, images and terminals are new.',
      );
    case 'engine-ended':
      return warning(
        'The Docker engine stopped and is starting again; its containers are stopped.',
        'Wait a moment, then start your containers again. Terminals and files are kept.',
      );
    case 'engine-ready':
      return warning(
        'The Docker engine stopped and was started again; its containers are stopped.',
        'Start them again. Images, terminals and files are kept.',
      );
    case 'out-of-memory':
      return warning(
        `A program used more than ${gibibytes(notice.limit)} GiB and was stopped.`,
        'Run less at once, or give the program less to do.',
      );
    case 'processes-exhausted':
      return {
        what: `${notice.limit} programs are running, and no more can start.`,
        remedy: 'Stop some with Ctrl+C, or reset the sandbox: your files are kept.',
        tone: 'danger',
        offersReset: true,
      };
    case 'disk-low':
      return warning(
        `${DISKS[notice.where]} is nearly full: ${usedOf(notice)}.`,
        REMEDIES[notice.where],
      );
    case 'disk-full':
      return {
        what: `${DISKS[notice.where]} is full: ${usedOf(notice)}.`,
        remedy: REMEDIES[notice.where],
        tone: 'danger',
        offersReset: notice.where === 'disk',
      };
  }
}

/** `7.9 of 8 GiB` */
export function usedOf({ used, limit }: { used: number; limit: number }): string {
  return `${gibibytes(used)} of ${gibibytes(limit)} GiB`;
}

const DISKS = { disk: 'The disk of your sandbox', workspace: 'Your workspace' };
const REMEDIES = {
  disk: 'Remove what you do not need: “docker system prune --all” removes unused images and containers.',
  workspace: 'Delete files that you do not need: “du -ah | sort -h | tail” shows the largest.',
};

function gibibytes(bytes: number): number {
  return Number((bytes / 1024 ** 3).toFixed(1));
}

function warning(what: string, remedy: string): NoticeText {
  return { what, remedy, tone: 'warning', offersReset: false };
}
