import { late } from '../../connection/late.ts';
import { notifyFailure } from '../../ui/notify.ts';
import type { Wish } from './keys.ts';

/** What is done for a key or a button of the terminals is loaded with the first of them. */
export function wish(wanted: Exclude<Wish, 'search' | 'leave'>): void {
  late(() => import('./tools/wishes.ts'))
    .then(({ grant }) => grant(wanted))
    .catch(notifyFailure);
}
