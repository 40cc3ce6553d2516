import type { Notice } from '@drydock/protocol';
import type { Catalogue } from '../../i18n/en/index.ts';

type NoticeTexts = Catalogue['notices'];

export interface NoticeText {
  readonly what: string;
  readonly remedy: string;
  /** `danger` where the learner cannot go on before something is done. */
  readonly tone: 'warning' | 'danger';
  /** A reset may be the only way out. */
  readonly offersReset: boolean;
}

/** What a notice says: what happened, and what to do. */
export function noticeText(notice: Notice, texts: NoticeTexts): NoticeText {
  switch (notice.type) {
    case 'sandbox-ended':
      return warning(texts.sandboxEnded.what(notice.detail), texts.sandboxEnded.remedy);
    case 'engine-ended':
      return warning(texts.engineEnded.what, texts.engineEnded.remedy);
    case 'engine-ready':
      return warning(texts.engineReady.what, texts.engineReady.remedy);
    case 'out-of-memory':
      return warning(texts.outOfMemory.what(gibibytes(notice.limit)), texts.outOfMemory.remedy);
    case 'processes-exhausted':
      return {
        what: texts.processesExhausted.what(notice.limit),
        remedy: texts.processesExhausted.remedy,
        tone: 'danger',
        offersReset: true,
      };
    case 'disk-low':
      return warning(
        texts.disk.low(notice.where, usedOf(notice, texts)),
        texts.disk.remedies[notice.where],
      );
    case 'disk-full':
      return {
        what: texts.disk.full(notice.where, usedOf(notice, texts)),
        remedy: texts.disk.remedies[notice.where],
        tone: 'danger',
        offersReset: notice.where === 'disk',
      };
  }
}

/** `7.9 of 8 GiB` */
export function usedOf(
  { used, limit }: { used: number; limit: number },
  texts: NoticeTexts,
): string {
  return texts.disk.used(gibibytes(used), gibibytes(limit));
}

function gibibytes(bytes: number): number {
  return Number((bytes / 1024 ** 3).toFixed(1));
}

function warning(what: string, remedy: string): NoticeText {
  return { what, remedy, tone: 'warning', offersReset: false };
}
